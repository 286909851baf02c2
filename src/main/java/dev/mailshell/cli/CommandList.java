package dev.mailshell.cli;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows commands: a table for people, a line of JSON each for programs.
 *
 * @param now to know which are still in flight
 */
record CommandList(CliContext context, boolean json, Instant now) {

    void print(List<SentCommand> commands) {
        if (json) {
            commands.forEach(command -> Json.printLine(context.out(), fields(command)));
        } else if (!commands.isEmpty()) {
            Columns.print(context.out(), commands.stream().map(this::row).toList());
        }
    }

    /** Short id, time, servers, state and command, each fit for one line of a terminal. */
    List<String> row(SentCommand command) {
        return List.of(
                command.shortId(),
                time(command.at()),
                command.servers(),
                Printable.line(command.summary(now)),
                Printable.line(command.line() + (command.trouble().isEmpty() ? "" : " (" + command.trouble() + ")")));
    }

    /** All that the files of the home say of one command. */
    List<String> details(SentCommand command, String text) {
        List<String> lines = new ArrayList<>();
        lines.add("id: " + command.id());
        lines.add("written: " + time(command.at()));
        lines.add("to: " + command.servers());
        lines.add("state: " + Printable.line(command.state(now)));
        if (!command.hint().isEmpty()) {
            lines.add("hint: " + Printable.line(command.hint()));
        }
        text.strip().lines().forEach(line -> lines.add("$ " + Printable.line(line)));
        return lines;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Map<String, Object> fields(SentCommand command) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", command.id().toString());
        fields.put("command", command.line());
        fields.put("written", command.at().toString());
        fields.put("stage", command.stage().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.put("inFlight", command.isInFlight(now));
        if (!command.trouble().isEmpty()) {
            fields.put("trouble", command.trouble());
        }
        if (!command.hint().isEmpty()) {
            fields.put("hint", command.hint());
        }
        List<Map<String, Object>> servers = new ArrayList<>();
        command.answers().forEach(answer -> servers.add(fields(answer)));
        fields.put("servers", servers);
        return fields;
    }

    private static Map<String, Object> fields(Answer answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("server", answer.server().value());
        fields.put("status", answer.status().map(FinalStatus::wire).orElse(null));
        answer.exitCode().ifPresent(code -> fields.put("exitCode", code));
        answer.finishedAt().ifPresent(at -> fields.put("finishedAt", at.toString()));
        if (!answer.remark().isEmpty()) {
            fields.put("remark", answer.remark());
        }
        return fields;
    }
}
