package dev.mailshell.model;

import java.util.Map;
import java.util.Optional;

/**
 * As whom and within which walls a command runs.
 *
 * @param runAs the system user; empty for the server's own
 * @param directory the absolute path where it works; empty for a new, empty one of its own
 * @param environment what is set beside the variables that each command has
 * @param sha256 the digest that its program must have, in lower-case hex; empty for any
 * @param resources what it may use of the system
 * @param sandbox what it sees of the system; empty for all that its user sees
 */
public record Confinement(
        Optional<String> runAs,
        Optional<String> directory,
        Map<String, String> environment,
        Optional<String> sha256,
        Resources resources,
        Optional<Sandbox> sandbox) {

    /** Nothing but what the server's own user may do. */
    public static final Confinement NONE = new Confinement(
            Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Resources.UNLIMITED, Optional.empty());

    /** Copies {@code environment}. */
    public Confinement {
        environment = Map.copyOf(environment);
    }

    /** The same, but as {@code user}. */
    public Confinement as(String user) {
        return new Confinement(Optional.of(user), directory, environment, sha256, resources, sandbox);
    }
}
