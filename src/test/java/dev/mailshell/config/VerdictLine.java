package dev.mailshell.config;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.policy.History;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One case of the table of verdicts.
 *
 * @param policy the file that decides
 * @param words what else there is beside the request
 */
record VerdictLine(
        String policy, String name, IdentityName client, Invocation invocation, List<String> words, String verdict) {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Map<String, String> ESCAPES =
            Map.of("\\n", "\n", "\\r", "\r", "\\t", "\t", "\\s", " ", "\\0", "\0", "\\ud800", "\ud800");

    static VerdictLine parse(String policy, String line) {
        String[] fields = line.split(" \\| ?", -1);
        return new VerdictLine(
                policy,
                fields[0],
                new IdentityName(fields[1]),
                invocation(fields[2]),
                Stream.of(fields[3].split(" ")).filter(word -> !word.isEmpty()).toList(),
                fields[4]);
    }

    private static Invocation invocation(String request) {
        String[] kindAndRest = request.split(" ", 2);
        String rest = kindAndRest[1];
        return switch (kindAndRest[0]) {
            case "line" -> new Invocation.Line(unescaped(rest));
            case "argv" ->
                new Invocation.Argv(Arrays.stream(rest.split(" "))
                        .map(VerdictLine::unescaped)
                        .toList());
            case "run" -> run(rest.split(" "));
            default -> throw new IllegalArgumentException(request);
        };
    }

    private static Invocation run(String[] words) {
        Map<String, String> args = new HashMap<>();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] nameAndValue = word.split("=", 2);
            args.put(nameAndValue[0], unescaped(nameAndValue[1]));
        }
        return new Invocation.Run(words[0], args);
    }

    /** A text with escapes, and {@code x*3} for {@code xxx}. */
    private static String unescaped(String text) {
        String plain = text;
        for (Map.Entry<String, String> escape : ESCAPES.entrySet()) {
            plain = plain.replace(escape.getKey(), escape.getValue());
        }
        return plain.matches(".\\*[0-9]+") ? plain.substring(0, 1).repeat(Integer.parseInt(plain.substring(2))) : plain;
    }

    Instant now() {
        return words.stream()
                .filter(word -> word.startsWith("2026-"))
                .findFirst()
                .map(VerdictLine::time)
                .orElse(time("2026-11-20T12:00"));
    }

    private static Instant time(String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(ZONE).toInstant();
    }

    CommandOptions options() {
        List<AttachedFile> files = number("files")
                .map(bytes -> List.of(new AttachedFile("data", bytes, "0".repeat(64))))
                .orElse(List.of());
        return new CommandOptions(
                value("timeout").flatMap(TimeSpan::parse),
                words.contains("stdin") ? Optional.of("input") : Optional.empty(),
                words.contains("totp") ? Optional.of("123456") : Optional.empty(),
                words.contains("explain"),
                words.contains("collect") ? List.of("core") : List.of(),
                files,
                Optional.empty());
    }

    History history() {
        int accepted = number("accepted").orElse(1);
        int started = number("started").orElse(0);
        return new History() {
            @Override
            public int acceptedSince(Instant since) {
                return accepted;
            }

            @Override
            public int startedSince(String command, Instant since) {
                return started;
            }
        };
    }

    private Optional<Integer> number(String key) {
        return value(key).map(Integer::valueOf);
    }

    private Optional<String> value(String key) {
        return words.stream()
                .filter(word -> word.startsWith(key + "="))
                .map(word -> word.substring(key.length() + 1))
                .findFirst();
    }

    @Override
    public String toString() {
        return policy + ": " + name;
    }
}
