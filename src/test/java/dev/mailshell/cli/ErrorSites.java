package dev.mailshell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The places of the program that make an error which somebody reads as {@code error:} and {@code hint:}, read from the sources. */
final class ErrorSites {

    static final Path SOURCES = Path.of("src/main/java/dev/mailshell");
    static final Path LAUNCHER = Path.of("mailshell");

    /** What makes one, and what hands the words of one on to where it is made. */
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:new (?:BackupFailure|CommandFailure|KeyringFailure|LabRefused|LedgerFailure|LoginRefused|TicketFailure|TokenFailure"
                    + "|RouteProblem|(?:ConfigFailure\\.)?Problem|UsageError)"
                    + "|(?:diagnostics|diagnostics\\(\\)|findings)\\.error|problems\\.add|problem"
                    + "|Arguments\\.(?:name|address|line)|wrong|wrongFolder|missing)\\(");

    private static final Pattern FAIL = Pattern.compile("\\bfail (?=\")");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    /** What is left of a text between two values, such as a bracket or a name, tells no error from another. */
    private static final Pattern TELLING = Pattern.compile(".*[a-z]{2,}.* .*|.* .*[a-z]{2,}.*");

    /**
     * One of them.
     *
     * @param place file and line
     * @param texts what it says, in pieces between which values come
     * @param choice whether it says one of several things
     */
    record Site(String place, List<String> texts, boolean choice) {}

    private ErrorSites() {}

    /** Those in Java. */
    static List<Site> inJava() throws IOException {
        List<Site> sites = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(ErrorSites::isSearched).sorted().toList()) {
                sites.addAll(in(file, CALL));
            }
        }
        return sites;
    }

    /** What a server cannot do, or finds in a one-time code, it answers with a reason; docs/reasons.md lists those. */
    private static boolean isSearched(Path file) {
        return file.toString().endsWith(".java")
                && !file.startsWith(SOURCES.resolve("exec"))
                && !file.endsWith("SecondFactor.java");
    }

    /** Those of the script that starts the program. */
    static List<Site> inLauncher() throws IOException {
        String script = Files.readString(LAUNCHER);
        List<Site> sites = new ArrayList<>();
        Matcher fail = FAIL.matcher(script);
        while (fail.find()) {
            Matcher literal = LITERAL.matcher(script).region(fail.end(), script.length());
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 2 && literal.find(); i++) {
                texts.addAll(telling(Stream.of(literal.group(1).split("\\$\\{[^}]*}|\\$\\w+"))));
            }
            sites.add(new Site(place(LAUNCHER, script, fail.start()), texts, false));
        }
        return sites;
    }

    private static List<Site> in(Path file, Pattern calls) throws IOException {
        String source = Files.readString(file);
        List<Site> sites = new ArrayList<>();
        Matcher call = calls.matcher(source);
        while (call.find()) {
            String arguments = arguments(source, call.end());
            Matcher literal = LITERAL.matcher(JOINED.matcher(arguments).replaceAll(""));
            List<String> texts = telling(literal.results().map(found -> plain(found.group(1))));
            if (!texts.isEmpty()) {
                boolean choice =
                        LITERAL.matcher(arguments).replaceAll("").contains(" ? ") || arguments.contains("orElse");
                sites.add(new Site(place(file, source, call.start()), texts, choice));
            }
        }
        return sites;
    }

    private static List<String> telling(Stream<String> texts) {
        return texts.map(String::strip)
                .filter(text -> TELLING.matcher(text).matches())
                .toList();
    }

    private static String plain(String literal) {
        return literal.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static String place(Path file, String source, int at) {
        return file + ":"
                + (1 + source.substring(0, at).chars().filter(c -> c == '\n').count());
    }

    /** From behind the bracket that opens to the one that closes. */
    private static String arguments(String source, int from) {
        int depth = 1;
        boolean quoted = false;
        int at = from;
        while (depth > 0) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            at++;
        }
        return source.substring(from, at - 1);
    }
}
