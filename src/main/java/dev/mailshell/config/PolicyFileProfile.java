package dev.mailshell.config;

import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import dev.mailshell.policy.RunProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** How a program runs, as {@code defaults}, a role or a command says it. */
final class PolicyFileProfile {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;
    private static final long MAX_OUTPUT = GIB;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(7);

    private static final Map<String, Sandbox.Tool> TOOLS = Stream.of(Sandbox.Tool.values())
            .collect(Collectors.toUnmodifiableMap(Sandbox.Tool::toString, Function.identity()));

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;
    private final PolicyFileEnvironment environment;

    PolicyFileProfile(PolicyFileFindings findings, PolicyFileValues values) {
        this.findings = findings;
        this.values = values;
        this.environment = new PolicyFileEnvironment(findings, values);
    }

    RunProfile read(PolicyFileSection section) {
        return new RunProfile(
                values.optional(section, "timeout", values.duration(MIN_TIMEOUT, MAX_TIMEOUT)),
                size(section, "max-output", 0, MAX_OUTPUT),
                values.optional(section, "run-as", values::user),
                values.optional(section, "directory", values::absolutePath),
                section.section("environment").map(environment::read).orElse(Map.of()),
                section.section("limits").map(this::resources).orElse(Resources.UNLIMITED),
                values.optional(section, "sandbox", this::sandbox));
    }

    private Resources resources(PolicyFileSection section) {
        section.refuseUnknown(PolicyFileKeys.LIMITS);
        return new Resources(
                values.optional(section, "cpu", this::wholeSeconds),
                size(section, "memory", MIB, 1024 * GIB),
                number(section, "processes", 1, 65_536),
                size(section, "file-size", 0, 1024 * GIB),
                number(section, "open-files", 16, 1_048_576));
    }

    private Optional<Duration> wholeSeconds(Node node, String path) {
        Optional<Duration> time =
                values.duration(Duration.ofSeconds(1), MAX_TIMEOUT).read(node, path);
        return time.isPresent() && time.get().toMillisPart() != 0
                ? values.refuse(node, path + " is not in whole seconds", "write it as 10s")
                : time;
    }

    private OptionalLong size(PolicyFileSection section, String key, long least, long most) {
        Optional<Long> size = values.optional(section, key, values.size(least, most));
        return size.isPresent() ? OptionalLong.of(size.get()) : OptionalLong.empty();
    }

    private OptionalInt number(PolicyFileSection section, String key, int least, int most) {
        Optional<Integer> number = values.optional(section, key, values.number(least, most));
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    private Optional<Sandbox> sandbox(Node node, String path) {
        if (!(node instanceof MappingNode)) {
            return values.choice(TOOLS).read(node, path).map(tool -> new Sandbox(tool, false, List.of()));
        }
        PolicyFileSection section = new PolicyFileSection(path, node, findings);
        section.refuseUnknown(PolicyFileKeys.SANDBOX);
        if (!section.has("tool")) {
            return values.refuse(node, path + " has no tool", "write tool: bubblewrap");
        }
        boolean network = values.optional(section, "network", values::flag).orElse(false);
        List<String> writable =
                values.optional(section, "writable", this::paths).orElse(List.of());
        return values.optional(section, "tool", values.choice(TOOLS)).map(tool -> new Sandbox(tool, network, writable));
    }

    private Optional<List<String>> paths(Node node, String path) {
        Optional<List<ScalarNode>> nodes = values.list(node, path);
        return nodes.map(list -> list.stream()
                .flatMap(element -> values.absolutePath(element, "an element of " + path).stream())
                .toList());
    }
}
