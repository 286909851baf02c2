package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jline.reader.LineReaderBuilder;

/** A shell with somebody at a terminal. */
final class TypedShell {

    private static final int LOOK_MILLIS = 250;
    private static final int SHOWN_LINES = 20;
    private static final int SHOWN_CHARACTERS = 1000;
    private static final int IN_STATUS = 100;

    private final CliContext context;
    private final MailshellConfig config;
    private final RunningClient client;
    private final Records records;
    private final Catalog catalog = new Catalog();

    TypedShell(CliContext context, MailshellConfig config, RunningClient client) {
        this.context = context;
        this.config = config;
        this.client = client;
        this.records = new Records(config.home());
    }

    int run() throws IOException {
        Home home = config.home();
        catalog.learnAll(records);
        Arrivals arrivals = new Arrivals(records, home, context.clock());
        try (LineEditor editor = LineEditor.open(settings())) {
            Thread person = Thread.currentThread();
            editor.onInterrupt(person::interrupt);
            ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(TypedShell::daemon);
            PrintStream err = System.err;
            // Warnings of the client would else stand in the middle of what is being typed.
            System.setErr(editor.announcing());
            ScheduledFuture<?> looking =
                    looks.scheduleWithFixedDelay(() -> look(arrivals, editor), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            try {
                Shell shell = new Shell(
                        context,
                        home,
                        client,
                        () -> new Viewer(
                                        records,
                                        editor.screen(),
                                        context,
                                        context.clock().instant())
                                .run(),
                        Optional.empty());
                return shell.run(() -> editor.ask(config.identity().name() + "> "));
            } finally {
                looking.cancel(true);
                looks.shutdownNow();
                System.setErr(err);
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "arrivals");
        thread.setDaemon(true);
        return thread;
    }

    /** The next look is better than none, whatever went wrong with this one. */
    private void look(Arrivals arrivals, LineEditor editor) {
        try {
            client.require();
            if (arrivals.isNews()) {
                for (String stem : arrivals.take()) {
                    SentCommand command = records.answeredBy(stem);
                    editor.announce(announcement(command, stem));
                    catalog.learn(records, command, stem);
                }
                editor.status(status());
            }
        } catch (Exception e) {
            editor.status(e.toString());
        }
    }

    private List<String> announcement(SentCommand command, String stem) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Sync.line(command, stem)));
        Optional<ReceivedReply> received = records.reply(stem);
        if (received.isPresent()) {
            lines.addAll(CommandPage.warnings(received.get()));
            var reply = received.get().reply().orElseThrow();
            List<String> output = new ArrayList<>();
            if (reply.stdout().isPresent()) {
                output.addAll(CommandPage.lines(received.get(), reply.stdout().get()));
            }
            if (reply.stderr().isPresent()) {
                output.addAll(CommandPage.lines(received.get(), reply.stderr().get()));
            }
            output.stream().limit(SHOWN_LINES).forEach(line -> lines.add(Excerpt.of(line, SHOWN_CHARACTERS)));
            if (output.size() > SHOWN_LINES) {
                lines.add("(" + (output.size() - SHOWN_LINES) + " lines more: read " + command.shortId() + ")");
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

    private LineReaderBuilder settings() throws IOException {
        LineReaderBuilder builder = LineReaderBuilder.builder().completer(new ShellCompleter(config, records, catalog));
        ShellHistory.use(config.home(), builder);
        return builder;
    }
}
