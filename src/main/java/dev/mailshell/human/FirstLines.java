package dev.mailshell.human;

import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands above the command: the servers, then options, up to an empty line. */
final class FirstLines {

    private static final Pattern OPTION = Pattern.compile("([A-Za-z-]+)[ \\t]*:(.*)");
    private static final Set<String> KNOWN = Set.of("timeout", "totp", "explain");
    private static final Map<String, Boolean> YES_OR_NO =
            Map.of("yes", true, "true", true, "no", false, "false", false);
    private static final String EXPECTED =
            "write @web1 (or @web1,db1) into the first line, then an empty line, then the command";

    private final Set<IdentityName> servers;
    private final Map<String, Line> options = new HashMap<>();
    private final int length;

    private FirstLines(Set<IdentityName> servers, int length) {
        this.servers = servers;
        this.length = length;
    }

    /** @param lines the first is not blank */
    static FirstLines read(List<Line> lines) throws UnreadableText {
        int length = 1;
        while (length < lines.size() && !lines.get(length).isBlank()) {
            length++;
        }
        FirstLines read = new FirstLines(servers(lines.get(0)), length);
        for (Line line : lines.subList(1, length)) {
            read.addOption(line);
        }
        return read;
    }

    /** Whether a text begins as a command does. */
    static boolean isFirst(Line line) {
        return line.text().strip().startsWith("@");
    }

    private static Set<IdentityName> servers(Line line) throws UnreadableText {
        Set<IdentityName> servers = new LinkedHashSet<>();
        // What is behind the last that a command may name is no name any more.
        for (String name : line.text().strip().substring(1).split(",", Command.MAX_RECIPIENTS + 1)) {
            try {
                servers.add(new IdentityName(name.strip()));
            } catch (InvalidMessage e) {
                UnreadableText refusal = new UnreadableText(
                        e.reason(),
                        "a name of a server in line " + line.number() + " is not 1 to 63 of a-z, 0-9 and -",
                        "separate names by commas, as in @web1,db1; the command stands below an empty line");
                refusal.initCause(e);
                throw refusal;
            }
        }
        return servers;
    }

    private void addOption(Line line) throws UnreadableText {
        Matcher option = OPTION.matcher(line.text().strip());
        if (!option.matches()) {
            throw invalid("line " + line.number() + " is neither an option nor empty", EXPECTED);
        }
        // Phones begin a line with a capital.
        String key = option.group(1).toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(key)) {
            throw invalid(
                    "line " + line.number() + " is an option that there is not",
                    "there are timeout, totp and explain; " + EXPECTED);
        }
        if (options.put(key, new Line(line.number(), option.group(2).strip())) != null) {
            throw invalid("line " + line.number() + " gives an option for the second time", "give each option once");
        }
    }

    Set<IdentityName> servers() {
        return servers;
    }

    /** How many lines they are. */
    int length() {
        return length;
    }

    Optional<Duration> timeout() throws UnreadableText {
        Line value = options.get("timeout");
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> timeout = TimeSpan.parse(value.text());
        if (timeout.isEmpty()) {
            throw invalid(
                    "timeout in line " + value.number() + " is not a duration (expected " + TimeSpan.FORM + ")",
                    "write for example timeout: 30s");
        }
        return timeout;
    }

    Optional<String> totp() {
        return Optional.ofNullable(options.get("totp")).map(Line::text);
    }

    boolean explain() throws UnreadableText {
        Line value = options.get("explain");
        if (value == null) {
            return false;
        }
        Boolean explain = YES_OR_NO.get(value.text().toLowerCase(Locale.ROOT));
        if (explain == null) {
            throw invalid("explain in line " + value.number() + " is neither yes nor no", "write explain: yes");
        }
        return explain;
    }

    static UnreadableText invalid(String fact, String hint) {
        return new UnreadableText(Reason.COMMAND_INVALID, fact, hint);
    }
}
