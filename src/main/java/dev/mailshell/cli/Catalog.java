package dev.mailshell.cli;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that servers offer, as far as they have answered a {@code help}. Safe for use by several threads. */
final class Catalog {

    /** A name, and arguments if it has some; not what is said of a shell, which is no name. */
    private static final Pattern USAGE = Pattern.compile("([a-z0-9][a-z0-9._-]{0,62})( \\[?\\{.*)?");

    private static final int MOST = 500;

    /** How each command is written, by its name, by the server. */
    private final Map<IdentityName, Map<String, String>> offers = new ConcurrentHashMap<>();

    /** Learns from the answers that are filed, the newest of each server. */
    void learnAll(Records records) throws IOException {
        for (SentCommand command : records.newest(Records.MOST)) {
            for (Answer answer : command.answers()) {
                if (!offers.containsKey(answer.server())) {
                    learn(records, command, answer.stem());
                }
            }
        }
    }

    /** Learns from one answer, if it is one to {@code help}. */
    void learn(Records records, SentCommand command, String stem) {
        if (command.line().equals("help")) {
            Optional<Reply> reply = records.reply(stem).flatMap(ReceivedReply::reply);
            reply.filter(answer -> answer.status() == FinalStatus.DONE)
                    .flatMap(Reply::stdout)
                    .filter(out -> out.content() instanceof StreamOutput.Text)
                    .ifPresent(out -> offers.put(reply.get().from(), read(((StreamOutput.Text) out.content()).text())));
        }
    }

    /** What begins a line is a command, but for the first line; what is indented says more about it. */
    private static Map<String, String> read(String help) {
        Map<String, String> commands = new LinkedHashMap<>();
        List<String> lines = help.lines().skip(1).limit(MOST * 4L).toList();
        for (String line : lines) {
            Matcher usage = USAGE.matcher(line);
            if (usage.matches() && commands.size() < MOST) {
                commands.put(usage.group(1), Printable.line(line));
            }
        }
        return commands;
    }

    /** Names and how they are written; what all of {@code servers} offer, of those that have said what they do. */
    Map<String, String> of(List<IdentityName> servers) {
        Map<String, String> common = new LinkedHashMap<>();
        boolean first = true;
        for (IdentityName server : servers) {
            Map<String, String> own = offers.get(server);
            if (own != null && first) {
                common.putAll(own);
                first = false;
            } else if (own != null) {
                common.keySet().retainAll(own.keySet());
            }
        }
        return common;
    }
}
