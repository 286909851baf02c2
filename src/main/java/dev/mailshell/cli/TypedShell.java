package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jline.reader.LineReaderBuilder;

/** A shell with somebody at a terminal. */
final class TypedShell {

    private static final int LOOK_MILLIS = 250;

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

    int run() throws Exception {
        catalog.learnAll(records);
        Arrivals arrivals = new Arrivals(records, config.home(), context.clock());
        try (LineEditor editor = LineEditor.open(settings())) {
            editor.onInterrupt(Thread.currentThread()::interrupt);
            Announcements announcements = new Announcements(context, records, arrivals, catalog, editor);
            // Warnings of the client would else stand in the middle of what is being typed.
            return StandardError.goingTo(editor.announcing(), () -> converse(editor, announcements));
        }
    }

    private int converse(LineEditor editor, Announcements announcements) throws IOException {
        Shell shell = new Shell(context, config.home(), client, () -> view(editor), Optional.empty());
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(TypedShell::daemon);
        ScheduledFuture<?> looking = looks.scheduleWithFixedDelay(
                () -> look(announcements, shell, editor), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return shell.run(() -> editor.ask(config.identity().name() + "> "));
        } finally {
            looking.cancel(true);
            looks.shutdownNow();
        }
    }

    private void view(LineEditor editor) throws IOException {
        new Viewer(records, editor.screen(), context, context.clock().instant()).run();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "arrivals");
        thread.setDaemon(true);
        return thread;
    }

    /** The next look is better than none, whatever went wrong with this one. */
    private void look(Announcements announcements, Shell shell, LineEditor editor) {
        try {
            client.require();
            announcements.look(!editor.isAsking(), shell::hasShown);
        } catch (Exception e) {
            editor.status(e.toString());
        }
    }

    private LineReaderBuilder settings() throws IOException {
        LineReaderBuilder builder = LineReaderBuilder.builder().completer(new ShellCompleter(config, records, catalog));
        ShellHistory.use(config.home(), builder);
        return builder;
    }
}
