package dev.mailshell.config;

import dev.mailshell.model.TimeSpan;
import dev.mailshell.policy.ArgvTemplate;
import dev.mailshell.policy.SizeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values. Each method makes an error, and gives nothing, if the value is of another form or out of bounds. */
final class PolicyFileValues {

    private static final int SHOWN = 60;
    private static final int MAX_TITLE = 200;
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,30}[a-z0-9_$-]?");

    private final PolicyFileFindings findings;

    PolicyFileValues(PolicyFileFindings findings) {
        this.findings = findings;
    }

    /** A value of a node, or nothing after an error. */
    @FunctionalInterface
    interface Form<T> {
        Optional<T> read(Node node, String path);
    }

    /** The value of {@code key} in {@code section}; empty if it is not there, or after an error. */
    <T> Optional<T> optional(PolicyFileSection section, String key, Form<T> form) {
        return section.value(key).flatMap(node -> form.read(node, section.pathOf(key)));
    }

    Optional<String> text(Node node, String path) {
        if (node instanceof ScalarNode scalar && !isNothing(node)) {
            if (scalar.getValue().indexOf('\0') < 0) {
                return Optional.of(scalar.getValue());
            }
            return refuse(node, path + " holds a NUL character", "no argument of a process can have one");
        }
        String hint = node instanceof MappingNode ? "quote it if it begins with {, as in \"{service}\"" : "";
        return refuse(node, path + " is not text (was " + PolicyFileSection.kind(node) + ")", hint);
    }

    Optional<Boolean> flag(Node node, String path) {
        Optional<String> text = text(node, path);
        if (text.isPresent() && !text.get().matches("true|false")) {
            return refuse(
                    node, path + " is not true or false (was " + shown(text.get()) + ")", "write true, or remove it");
        }
        return text.map(Boolean::valueOf);
    }

    Optional<String> title(Node node, String path) {
        Optional<String> text = text(node, path);
        if (text.isPresent()
                && (text.get().length() > MAX_TITLE || text.get().codePoints().anyMatch(Character::isISOControl))) {
            return refuse(node, path + " is not one line of at most " + MAX_TITLE + " characters", "shorten it");
        }
        return text;
    }

    Optional<String> user(Node node, String path) {
        Optional<String> text = text(node, path);
        if (text.isPresent() && !USER.matcher(text.get()).matches()) {
            return refuse(
                    node,
                    path + " is not the name of a system user (was " + shown(text.get()) + ")",
                    "id -un prints one");
        }
        return text;
    }

    /** An absolute path without {@code ..} and without placeholders. */
    Optional<String> absolutePath(Node node, String path) {
        Optional<String> text = text(node, path);
        if (text.isPresent() && !text.get().startsWith("/")) {
            return refuse(
                    node,
                    path + " is not an absolute path (was " + shown(text.get()) + ")",
                    "write all of it, from / on; command -v prints that of a program");
        }
        if (text.isPresent() && !ArgvTemplate.placesIn(text.get()).isEmpty()) {
            return refuse(node, path + " has a placeholder", "a client does not choose it; name it");
        }
        if (text.isPresent() && List.of(text.get().split("/")).contains("..")) {
            return refuse(node, path + " has .. in it", "write where it leads to");
        }
        return text;
    }

    /** What {@code parser} makes of a text. {@code whatItIs}, such as {@code not a rate}, stands in the error. */
    <T> Optional<T> parsed(
            Node node,
            String path,
            Function<String, Optional<T>> parser,
            String whatItIs,
            String expected,
            String hint) {
        return text(node, path).flatMap(text -> {
            Optional<T> value = parser.apply(text);
            return value.isPresent()
                    ? value
                    : refuse(
                            node,
                            path + " is " + whatItIs + " (was " + shown(text) + ", expected " + expected + ")",
                            hint);
        });
    }

    /** One of the keys of {@code choices}. */
    <T> Form<T> choice(Map<String, T> choices) {
        String expected = String.join(" or ", new TreeSet<>(choices.keySet()));
        return (node, path) -> parsed(
                node, path, text -> Optional.ofNullable(choices.get(text)), "unknown", expected, "write one of them");
    }

    /** A list of texts; empty after an error in any of them. */
    Optional<List<ScalarNode>> list(Node node, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            return refuse(node, path + " is not a list (was " + PolicyFileSection.kind(node) + ")", "write [a, b]");
        }
        List<ScalarNode> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            text(element, "an element of " + path).ifPresent(text -> elements.add((ScalarNode) element));
        }
        return elements.size() == sequence.getValue().size() ? Optional.of(elements) : Optional.empty();
    }

    Form<Duration> duration(Duration least, Duration most) {
        return (node, path) -> {
            Optional<String> text = text(node, path);
            Optional<Duration> duration = text.flatMap(TimeSpan::parse)
                    .filter(read -> read.compareTo(least) >= 0 && read.compareTo(most) <= 0);
            if (text.isPresent() && duration.isEmpty()) {
                String bounds = TimeSpan.format(least) + " to " + TimeSpan.format(most);
                return refuse(
                        node,
                        path + " is out of bounds (was " + shown(text.get()) + ", expected " + bounds + ")",
                        "write " + TimeSpan.FORM + ", such as 30s");
            }
            return duration;
        };
    }

    Form<Long> size(long least, long most) {
        return (node, path) -> {
            Optional<String> text = text(node, path);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            OptionalLong size = SizeText.parse(text.get());
            if (size.isEmpty() || size.getAsLong() < least || size.getAsLong() > most) {
                String bounds = SizeText.format(least) + " to " + SizeText.format(most);
                return refuse(
                        node,
                        path + " is out of bounds (was " + shown(text.get()) + ", expected " + bounds + ")",
                        "write " + SizeText.FORM + ", such as 64KiB");
            }
            return Optional.of(size.getAsLong());
        };
    }

    Form<Integer> number(int least, int most) {
        return (node, path) -> {
            Optional<String> text = text(node, path);
            Optional<Integer> number = text.filter(digits -> digits.matches("[0-9]{1,9}"))
                    .map(Integer::valueOf)
                    .filter(read -> read >= least && read <= most);
            if (text.isPresent() && number.isEmpty()) {
                return refuse(
                        node,
                        path + " is out of bounds (was " + shown(text.get()) + ", expected " + least + " to " + most
                                + ")",
                        "write a whole number");
            }
            return number;
        };
    }

    <T> Optional<T> refuse(Node node, String fact, String hint) {
        findings.error(node, fact, hint);
        return Optional.empty();
    }

    static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    /** {@code text} for an error: its beginning, on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
