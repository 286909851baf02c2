package dev.mailshell.policy;

import java.util.List;

/**
 * A set of commands that is granted as one.
 *
 * @param name an {@link EntryName}
 * @param includes names of roles that whoever has this one has too, each under its own terms
 * @param allow names of catalog commands, and of what the server answers itself
 * @param profile how programs run by it
 * @param terms what it demands of whoever runs by it
 * @param seesAll whether what the server answers may be about commands of other clients
 */
public record Role(
        String name, List<String> includes, List<String> allow, RunProfile profile, Terms terms, boolean seesAll) {

    /** Copies the lists. */
    public Role {
        EntryName.require(name);
        includes = List.copyOf(includes);
        allow = List.copyOf(allow);
    }
}
