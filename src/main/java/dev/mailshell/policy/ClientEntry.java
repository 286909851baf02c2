package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says of one client.
 *
 * @param roles names of roles; where several allow the same, the first one that fits decides
 * @param totp the file with the secret of its one-time codes, relative to the home; empty if it has none
 */
public record ClientEntry(IdentityName client, List<String> roles, Optional<String> totp) {

    /** Copies {@code roles}. */
    public ClientEntry {
        roles = List.copyOf(roles);
    }
}
