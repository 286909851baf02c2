package dev.mailshell.config;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code defaults}: what holds where nothing else is said.
 *
 * @param limits of a command that names none
 * @param maxAge how old a command may be
 * @param concurrency how many commands may run at once
 * @param maxInput bytes of all files that may be attached to one command
 */
record PolicyFileDefaults(Limits limits, Duration maxAge, int concurrency, long maxInput, boolean signedOnly) {

    static final String SIGNED_ONLY = "accept-signed-only";

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(7);
    // A reply has 1 MiB of JSON at most for both streams, and escapes let a text grow, by a factor of six at the worst.
    private static final long MAX_INLINE = 128 * KIB;
    private static final long MAX_INPUT = 1024 * MIB;
    private static final long MAX_OUTPUT = 1024 * MIB;

    private static final PolicyFileDefaults BUILT_IN = new PolicyFileDefaults(
            new Limits(Duration.ofSeconds(60), 64 * KIB, 10 * MIB, Confinement.NONE),
            Duration.ofHours(24),
            4,
            10 * MIB,
            false);

    static PolicyFileDefaults read(Optional<PolicyFileSection> section, PolicyFileValues values) {
        return section.map(present -> read(present, values)).orElse(BUILT_IN);
    }

    private static PolicyFileDefaults read(PolicyFileSection section, PolicyFileValues values) {
        section.refuseUnknown(Set.of(
                "timeout",
                "inline-output",
                "max-output",
                "run-as",
                "max-age",
                "concurrency",
                "max-input",
                SIGNED_ONLY));
        long inline = values.optional(section, "inline-output", values.size(0, MAX_INLINE))
                .orElse(BUILT_IN.limits.inlineOutput());
        Limits limits = override(withInline(BUILT_IN.limits, inline), section, values);
        return new PolicyFileDefaults(
                limits,
                values.optional(section, "max-age", values.duration(Duration.ofMinutes(1), Duration.ofDays(30)))
                        .orElse(BUILT_IN.maxAge),
                values.optional(section, "concurrency", values.number(1, 256)).orElse(BUILT_IN.concurrency),
                values.optional(section, "max-input", values.size(0, MAX_INPUT)).orElse(BUILT_IN.maxInput),
                values.optional(section, SIGNED_ONLY, values::flag).orElse(false));
    }

    private static Limits withInline(Limits limits, long inline) {
        return new Limits(limits.timeout(), inline, limits.maxOutput(), limits.confinement());
    }

    /** {@code limits}, but for those that {@code section} names itself. */
    static Limits override(Limits limits, PolicyFileSection section, PolicyFileValues values) {
        return new Limits(
                values.optional(section, "timeout", values.duration(MIN_TIMEOUT, MAX_TIMEOUT))
                        .orElse(limits.timeout()),
                limits.inlineOutput(),
                values.optional(section, "max-output", values.size(0, MAX_OUTPUT))
                        .orElse(limits.maxOutput()),
                values.optional(section, "run-as", values::user)
                        .map(limits.confinement()::as)
                        .orElse(limits.confinement()));
    }
}
