package dev.mailshell.policy;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one entry, a command or a role, says of how a program runs. What is empty it leaves to others.
 *
 * @param timeout wall-clock time
 * @param maxOutput bytes of a stream that are kept
 * @param runAs the system user
 * @param directory the absolute path where it works
 * @param environment what is set beside the variables that each command has
 * @param resources what it may use of the system
 * @param sandbox what it sees of the system
 */
public record RunProfile(
        Optional<Duration> timeout,
        OptionalLong maxOutput,
        Optional<String> runAs,
        Optional<String> directory,
        Map<String, String> environment,
        Resources resources,
        Optional<Sandbox> sandbox) {

    /** Says nothing. */
    public static final RunProfile NONE = new RunProfile(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Resources.UNLIMITED,
            Optional.empty());

    /** Copies {@code environment}. */
    public RunProfile {
        environment = Map.copyOf(environment);
    }

    /**
     * What holds for a command with this profile that is run by {@code role}: of bounds the stricter one, of anything else the command's
     * own, then the role's; and where neither says anything, that of {@code defaults}.
     *
     * @param sha256 the digest that the command's program must have
     */
    public Limits limits(RunProfile role, Limits defaults, Optional<String> sha256) {
        Confinement confinement = defaults.confinement();
        return new Limits(
                Strictest.of(timeout, role.timeout).orElse(defaults.timeout()),
                defaults.inlineOutput(),
                Strictest.of(maxOutput, role.maxOutput).orElse(defaults.maxOutput()),
                new Confinement(
                        runAs.or(role::runAs).or(confinement::runAs),
                        directory.or(role::directory).or(confinement::directory),
                        merged(confinement.environment(), role.environment, environment),
                        sha256,
                        Strictest.of(resources, role.resources, confinement.resources()),
                        sandbox.or(role::sandbox).or(confinement::sandbox)));
    }

    private static Map<String, String> merged(
            Map<String, String> defaults, Map<String, String> role, Map<String, String> command) {
        Map<String, String> merged = new HashMap<>(defaults);
        merged.putAll(role);
        merged.putAll(command);
        return merged;
    }
}
