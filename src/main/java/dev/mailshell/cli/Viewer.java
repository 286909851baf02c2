package dev.mailshell.cli;

import dev.mailshell.model.Printable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Leafs through the commands of a home and the answers to them. */
final class Viewer {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String LIST_KEYS = "n next, p previous, a number opens, /text searches, q ends";
    private static final String PAGE_KEYS = "n next, p previous, /text searches, q goes back";

    private final Records records;
    private final CommandPage pages;
    private final PageDisplay screen;
    private final CommandList list;

    Viewer(Records records, PageDisplay screen, CliContext context, Instant now) {
        this.records = records;
        this.screen = screen;
        this.list = new CommandList(context, false, now);
        this.pages = new CommandPage(records, list);
    }

    /** Returns when the person has had enough. */
    void run() throws IOException {
        List<SentCommand> all = records.newest(Records.MOST);
        Optional<List<SentCommand>> next = Optional.of(all);
        while (next.isPresent()) {
            next = show(next.get(), all);
        }
    }

    /** Shows a list; the one that is to be shown then. */
    private Optional<List<SentCommand>> show(List<SentCommand> commands, List<SentCommand> all) throws IOException {
        Pager pager = new Pager(screen, rows(commands), LIST_KEYS);
        while (true) {
            String typed = pager.ask("read> ");
            if (typed.equals("q")) {
                return Optional.empty();
            }
            if (typed.startsWith("/")) {
                return Optional.of(search(typed.substring(1).strip(), commands, all));
            }
            open(typed, commands);
        }
    }

    private List<SentCommand> search(String text, List<SentCommand> commands, List<SentCommand> all)
            throws IOException {
        List<SentCommand> found = new ArrayList<>();
        for (SentCommand command : all) {
            if (String.join("\n", pages.of(command)).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
                found.add(command);
            }
        }
        if (found.isEmpty()) {
            screen.show("nothing has " + Printable.line(text) + " in it");
            return commands;
        }
        return found;
    }

    private void open(String typed, List<SentCommand> commands) throws IOException {
        if (!NUMBER.matcher(typed).matches() || Integer.parseInt(typed) > commands.size()) {
            screen.show(Printable.line(typed) + " is neither a number of the list nor one of n, p, /text and q");
            return;
        }
        Pager pager = new Pager(screen, wrapped(pages.of(commands.get(Integer.parseInt(typed) - 1))), PAGE_KEYS);
        for (String next = pager.ask("read " + typed + "> ");
                !next.equals("q");
                next = pager.ask("read " + typed + "> ")) {
            if (!next.startsWith("/")) {
                screen.show(Printable.line(next) + " is none of n, p, /text and q");
            } else if (!pager.search(next.substring(1).strip())) {
                screen.show(
                        "no line below has " + Printable.line(next.substring(1).strip()) + " in it");
            }
        }
    }

    private List<String> rows(List<SentCommand> commands) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            List<String> row = new ArrayList<>(List.of((i + 1) + ""));
            row.addAll(list.row(commands.get(i)));
            rows.add(row);
        }
        return Columns.lines(rows).stream().map(this::cut).toList();
    }

    private String cut(String line) {
        return line.length() <= screen.columns() ? line : line.substring(0, screen.columns());
    }

    /** Each line in as many as it takes, so that a page has as many as the terminal. */
    private List<String> wrapped(List<String> lines) {
        List<String> wrapped = new ArrayList<>();
        for (String line : lines) {
            int from = 0;
            do {
                wrapped.add(line.substring(from, Math.min(line.length(), from + screen.columns())));
                from += screen.columns();
            } while (from < line.length());
        }
        return wrapped;
    }
}
