package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import java.util.List;

/**
 * Clients that have roles together.
 *
 * @param name an {@link EntryName}
 * @param members clients with an entry
 * @param roles names of roles, which each of them has after its own
 */
public record Group(String name, List<IdentityName> members, List<String> roles) {

    /** Copies the lists. */
    public Group {
        EntryName.require(name);
        members = List.copyOf(members);
        roles = List.copyOf(roles);
    }
}
