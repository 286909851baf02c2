package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import java.util.List;

/**
 * What a policy says of one client.
 *
 * @param roles names of roles; where several allow the same, the first one is named as the rule
 */
public record ClientEntry(IdentityName client, List<String> roles) {

    /** Copies {@code roles}. */
    public ClientEntry {
        roles = List.copyOf(roles);
    }
}
