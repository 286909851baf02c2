package dev.mailshell.config;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Limits;
import dev.mailshell.policy.Defaults;
import dev.mailshell.policy.RunProfile;
import dev.mailshell.policy.ServerSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The section {@code defaults}: what holds where nothing else is said, and for the server as a whole.
 *
 * @param commands for commands and roles
 * @param server for the server
 */
record PolicyFileDefaults(Defaults commands, ServerSettings server) {

    static final String SIGNED_ONLY = "accept-signed-only";

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    // A reply has 1 MiB of JSON at most for both streams, and escapes let a text grow, by a factor of six at the worst.
    private static final long MAX_INLINE = 128 * KIB;
    private static final long MAX_INPUT = 1024 * MIB;

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 64 * KIB, 10 * MIB, Confinement.NONE);
    private static final PolicyFileDefaults BUILT_IN = new PolicyFileDefaults(
            new Defaults(LIMITS, ZoneId.of("UTC")), new ServerSettings(Duration.ofHours(24), 4, 10 * MIB, false));

    static PolicyFileDefaults read(
            Optional<PolicyFileSection> section, PolicyFileValues values, PolicyFileProfile profile) {
        return section.map(present -> new PolicyFileDefaults(
                        commands(present, values, profile.read(present)), server(present, values)))
                .orElse(BUILT_IN);
    }

    private static Defaults commands(PolicyFileSection section, PolicyFileValues values, RunProfile profile) {
        section.refuseUnknown(PolicyFileKeys.DEFAULTS);
        long inline = values.optional(section, "inline-output", values.size(0, MAX_INLINE))
                .orElse(LIMITS.inlineOutput());
        Limits builtIn = new Limits(LIMITS.timeout(), inline, LIMITS.maxOutput(), LIMITS.confinement());
        return new Defaults(
                profile.limits(RunProfile.NONE, builtIn, Optional.empty()),
                values.optional(section, "time-zone", (node, path) -> zone(values, node, path))
                        .orElse(BUILT_IN.commands.zone()));
    }

    private static Optional<ZoneId> zone(PolicyFileValues values, Node node, String path) {
        return values.parsed(
                node,
                path,
                text -> ZoneId.getAvailableZoneIds().contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty(),
                "no time zone",
                "a name of the IANA database",
                "write it as Europe/Berlin");
    }

    private static ServerSettings server(PolicyFileSection section, PolicyFileValues values) {
        ServerSettings builtIn = BUILT_IN.server;
        return new ServerSettings(
                values.optional(section, "max-age", values.duration(Duration.ofMinutes(1), Duration.ofDays(30)))
                        .orElse(builtIn.maxAge()),
                values.optional(section, "concurrency", values.number(1, 256)).orElse(builtIn.concurrency()),
                values.optional(section, "max-input", values.size(0, MAX_INPUT)).orElse(builtIn.maxInput()),
                values.optional(section, SIGNED_ONLY, values::flag).orElse(false));
    }
}
