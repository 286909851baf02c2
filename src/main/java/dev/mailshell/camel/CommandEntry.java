package dev.mailshell.camel;

import dev.mailshell.config.LogContent;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the logs of commands say of one that has ended, by the names of the columns. */
final class CommandEntry {

    /** Of a stream, in UTF-16 units. */
    private static final int SHOWN_OUTPUT = 64 * 1024;

    private final UUID id;
    private final List<String> columns;
    private final LogContent content;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final StringBuilder output = new StringBuilder();

    /** @param columns of the table, in their order */
    CommandEntry(UUID id, List<String> columns, LogContent content) {
        this.id = id;
        this.columns = List.copyOf(columns);
        this.content = content;
        put("id", id);
    }

    CommandEntry put(String column, Object value) {
        values.put(column, value instanceof Instant time ? CommandText.at(time) : value.toString());
        return this;
    }

    CommandEntry put(String column, Optional<?> value) {
        value.ifPresent(known -> put(column, known));
        return this;
    }

    /** Why, but for a code: words may quote what the client wrote. */
    CommandEntry inWords(String message) {
        return content.tellsCommands() ? put("message", message) : this;
    }

    /** How it ended, and as much of what came out as the settings let it. */
    CommandEntry answered(Reply reply) {
        put("status", reply.status().wire());
        reply.exitCode().ifPresent(code -> put("exit-code", code));
        put("received", reply.receivedAt());
        put("started", reply.startedAt());
        put("finished", reply.finishedAt());
        put("seconds", reply.startedAt().map(started -> seconds(Duration.between(started, reply.finishedAt()))));
        put("stdout-bytes", reply.stdout().map(StreamOutput::bytes));
        put("stderr-bytes", reply.stderr().map(StreamOutput::bytes));
        reply.reason().ifPresent(why -> put("reason", why.code()).inWords(why.message()));
        if (content == LogContent.FULL) {
            show("stdout", reply.stdout());
            show("stderr", reply.stderr());
        }
        return this;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private void show(String name, Optional<StreamOutput> stream) {
        if (stream.isEmpty() || stream.get().bytes() == 0) {
            return;
        }
        output.append("  ").append(name).append(":\n");
        if (stream.get().content() instanceof StreamOutput.Text inline) {
            String text = inline.text();
            String shown = text.substring(0, Math.min(text.length(), SHOWN_OUTPUT));
            shown.lines()
                    .forEach(line ->
                            output.append("  | ").append(printable(line)).append('\n'));
            if (shown.length() < text.length() || stream.get().truncated()) {
                output.append("  (not all of it)\n");
            }
        } else {
            output.append("  (").append(stream.get().bytes()).append(" bytes, too many for a log or no text)\n");
        }
    }

    private static String printable(String line) {
        return Printable.line(line.replace("\t", "        "));
    }

    /** Adds a row to the table, and to the text of the command what is in it, what came out, and the steps of its story. */
    void into(CommandLog log, Instant ended, Optional<Story> story) {
        log.row(cells());
        log.tell(id, CommandText.at(ended) + " ended\n" + text() + steps(story));
    }

    /** The steps of a story, as the text of a command has them. */
    static String steps(Optional<Story> story) {
        return "  steps:\n" + story.map(Story::text).orElse("").indent(4);
    }

    /** Those that nothing is known of are empty. */
    private List<String> cells() {
        return columns.stream().map(column -> values.getOrDefault(column, "")).toList();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            String value = values.getOrDefault(column, "");
            if (!value.isEmpty()) {
                text.append("  ")
                        .append(column)
                        .append(": ")
                        .append(Printable.line(value))
                        .append('\n');
            }
        }
        return text.append(output).toString();
    }
}
