package dev.mailshell.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that each part of a policy may have. */
final class PolicyFileKeys {

    static final Set<String> TOP = Set.of("defaults", "roles", "groups", "commands", "clients");

    /** How a program runs. */
    static final Set<String> PROFILE =
            Set.of("timeout", "max-output", "run-as", "directory", "environment", "limits", "sandbox");

    /** What has to be so before. */
    static final Set<String> TERMS = Set.of("hours", "days", "rate", "concurrency", "require");

    static final Set<String> DEFAULTS = union(List.of(
            PROFILE,
            Set.of("inline-output", "max-age", "concurrency", "max-input", "accept-signed-only", "time-zone")));
    static final Set<String> ROLE = union(List.of(PROFILE, TERMS, Set.of("includes", "allow", "sees-all")));
    static final Set<String> GROUP = Set.of("members", "roles");
    static final Set<String> CLIENT = Set.of("roles", "totp");

    private static final Set<String> COMMAND = union(List.of(PROFILE, TERMS, Set.of("title", "sha256", "approvals")));

    static final Set<String> PROGRAM = union(List.of(COMMAND, Set.of("exec", "args", "stdin", "files")));
    static final Set<String> SHELL = union(List.of(COMMAND, Set.of("shell")));

    /** What a single value is; each argument has one of them, or a list of such values. */
    static final Set<String> TYPE = Set.of("pattern", "one-of", "integer", "path");

    static final Set<String> ARGUMENT = union(List.of(TYPE, Set.of("list", "title", "default", "optional")));
    static final Set<String> INTEGER = Set.of("min", "max");
    static final Set<String> PATH = Set.of("under", "exists");
    static final Set<String> LIST = Set.of("min", "max", "of");

    static final Set<String> LIMITS = Set.of("cpu", "memory", "processes", "file-size", "open-files");
    static final Set<String> SANDBOX = Set.of("tool", "network", "writable");
    static final Set<String> APPROVALS = Set.of("count", "from", "expires");

    private PolicyFileKeys() {}

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
