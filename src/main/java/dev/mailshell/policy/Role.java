package dev.mailshell.policy;

import java.util.List;
import java.util.Optional;

/**
 * A set of commands that is granted as one.
 *
 * @param name an {@link EntryName}
 * @param allow names of catalog commands
 * @param rate how often; empty for as often as one likes
 */
public record Role(String name, List<String> allow, Optional<Rate> rate) {

    /** Copies {@code allow}. */
    public Role {
        EntryName.require(name);
        allow = List.copyOf(allow);
    }
}
