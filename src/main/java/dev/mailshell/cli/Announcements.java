package dev.mailshell.cli;

import dev.mailshell.model.Amount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows answers that have come, and at the foot what is in flight. Safe for use by several threads. */
final class Announcements {

    private static final int SHOWN_LINES = 20;
    private static final int SHOWN_CHARACTERS = 1000;
    private static final int IN_STATUS = 100;

    private final CliContext context;
    private final Records records;
    private final Arrivals arrivals;
    private final Catalog catalog;
    private final LineEditor editor;

    /** @param arrivals of which answers that are there already are no news */
    Announcements(CliContext context, Records records, Arrivals arrivals, Catalog catalog, LineEditor editor) {
        this.context = context;
        this.records = records;
        this.arrivals = arrivals;
        this.catalog = catalog;
        this.editor = editor;
    }

    /** Which answers somebody has seen already. */
    @FunctionalInterface
    interface Seen {
        boolean test(SentCommand command, String stem);
    }

    /** Shows what has come since the last call; while the answers of a line are awaited, the foot alone. */
    synchronized void look(boolean busy, Seen seen) throws IOException {
        if (!arrivals.isNews()) {
            return;
        }
        if (!busy) {
            for (String stem : arrivals.take()) {
                SentCommand command = records.answeredBy(stem);
                if (!seen.test(command, stem)) {
                    editor.announce(announcement(command, stem));
                }
                catalog.learn(records, command, stem);
            }
        }
        editor.status(status());
    }

    private List<String> announcement(SentCommand command, String stem) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Sync.line(command, stem)));
        Optional<ReceivedReply> received = records.reply(stem);
        if (received.isPresent()) {
            List<String> answer = CommandPage.answer(received.get());
            answer.stream().limit(SHOWN_LINES).forEach(line -> lines.add(Excerpt.of(line, SHOWN_CHARACTERS)));
            if (answer.size() > SHOWN_LINES) {
                lines.add("(" + Amount.of(answer.size() - SHOWN_LINES, "line") + " more: read " + command.shortId()
                        + ")");
            }
        }
        return lines;
    }

    private String status() throws IOException {
        List<SentCommand> inFlight = records.newest(IN_STATUS).stream()
                .filter(command -> command.isInFlight(context.clock().instant()))
                .toList();
        return inFlight.isEmpty()
                ? "nothing in flight"
                : inFlight.size() + " in flight: "
                        + inFlight.stream()
                                .map(command -> command.shortId() + " " + command.servers() + " " + command.line())
                                .collect(Collectors.joining(" | "));
    }
}
