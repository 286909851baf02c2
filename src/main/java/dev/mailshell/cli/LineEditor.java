package dev.mailshell.cli;

import dev.mailshell.model.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Signals;
import org.jline.utils.Status;

/** The terminal of this process, with lines that can be edited. */
final class LineEditor implements AutoCloseable {

    private static final Size USUAL = Size.of(80, 24);

    private final org.jline.terminal.Terminal terminal;
    private final LineReader reader;
    private volatile boolean asking;

    private LineEditor(org.jline.terminal.Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /** @param settings of what is typed: history, completion */
    static LineEditor open(LineReaderBuilder settings) throws IOException {
        // By stty, which needs no library of the system in a temporary folder; a terminal that can nothing is good
        // enough.
        org.jline.terminal.Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                .dumb(true)
                .build();
        if (terminal.getColumns() <= 0 || terminal.getRows() <= 0) {
            terminal.setSize(USUAL);
        }
        if (terminal instanceof DumbTerminal) {
            // Which does not listen to signals itself.
            Signals.register("INT", () -> terminal.raise(org.jline.terminal.Terminal.Signal.INT));
        }
        LineReader reader = settings.terminal(terminal)
                .parser(new WholeLines())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ")
                .variable(LineReader.BELL_STYLE, "none")
                // A ! is one: what is typed is for another machine.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        return new LineEditor(terminal, reader);
    }

    /** Without history and completion. */
    static LineEditor plain() throws IOException {
        return open(LineReaderBuilder.builder());
    }

    /** What is typed after {@code prompt}: empty for Ctrl-C, nothing at the end of the input or for Ctrl-D. */
    Optional<String> ask(String prompt) {
        asking = true;
        try {
            return Optional.of(reader.readLine(prompt));
        } catch (UserInterruptException cleared) {
            return Optional.of("");
        } catch (EndOfFileException end) {
            return Optional.empty();
        } finally {
            asking = false;
        }
    }

    /** Whether somebody is asked just now. */
    boolean isAsking() {
        return asking;
    }

    /** Shows lines above what is being typed. */
    void announce(List<String> lines) {
        lines.forEach(line -> reader.printAbove(Printable.line(line)));
    }

    /** A stream whose lines are announced. */
    PrintStream announcing() {
        return StandardError.byLines(text -> announce(text.lines().toList()));
    }

    /** Shows a line at the foot of the terminal, if it is one that can. */
    void status(String text) {
        Status status = Status.getStatus(terminal);
        if (status != null) {
            status.update(List.of(new AttributedString(Printable.line(text))));
        }
    }

    /** What Ctrl-C does while nothing is asked for. */
    void onInterrupt(Runnable action) {
        terminal.handle(org.jline.terminal.Terminal.Signal.INT, signal -> action.run());
    }

    /** The same terminal for pages. */
    PageDisplay screen() {
        return new PageDisplay() {
            @Override
            public int rows() {
                // The last line is the one at the foot.
                return Math.max(2, height() - 1);
            }

            @Override
            public int columns() {
                return terminal.getColumns() > 0 ? terminal.getColumns() : USUAL.getColumns();
            }

            @Override
            public void show(String line) {
                terminal.writer().println(line);
                terminal.flush();
            }

            @Override
            public Optional<String> ask(String prompt) {
                // What moves pages is no command to have again.
                reader.setVariable(LineReader.DISABLE_HISTORY, true);
                try {
                    return LineEditor.this.ask(prompt);
                } finally {
                    reader.setVariable(LineReader.DISABLE_HISTORY, false);
                }
            }
        };
    }

    private int height() {
        return terminal.getRows() > 0 ? terminal.getRows() : USUAL.getRows();
    }

    @Override
    public void close() throws IOException {
        Status.getExistingStatus(terminal).ifPresent(status -> {
            // Its end alone would leave the line there, for the next program to write into.
            status.hide();
            status.close();
        });
        terminal.close();
    }

    /** Asks for another line while a quote is open or a backslash ends the line. */
    private static final class WholeLines extends DefaultParser {

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && !ShellLine.isComplete(line)) {
                throw new EOFError(-1, cursor, "more is to come");
            }
            return super.parse(line, cursor, context);
        }
    }
}
