package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.model.Amount;
import dev.mailshell.model.Printable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Exchanges mail once: what waits has been tried, and what was in the mailbox is filed. */
final class Sync {

    private final CliContext context;
    private final Home home;
    private final Records records;
    private final boolean json;

    Sync(CliContext context, Home home, boolean json) {
        this.context = context;
        this.home = home;
        this.records = new Records(home);
        this.json = json;
    }

    /**
     * Prints the answers that came.
     *
     * @throws CommandFailure if the mailbox was not looked through within {@code atMost}
     */
    void run(RunningClient client, Duration atMost) throws Exception {
        Set<String> before = records.replies();
        Optional<Boolean> done = Waiting.until(atMost, () -> {
            client.require();
            return client.isCaughtUp() && isTried() ? Optional.of(true) : Optional.empty();
        });
        Set<String> came = new TreeSet<>(records.replies());
        came.removeAll(before);
        for (String stem : came) {
            print(stem);
        }
        if (done.isEmpty() && !client.isCaughtUp()) {
            throw new CommandFailure(
                    "the mailbox was not looked through in time (expected within " + atMost.toSeconds() + "s)",
                    "give it longer by --wait; --debug shows what it is at");
        }
        conclude(client, came.size());
    }

    private void conclude(RunningClient client, int came) throws IOException {
        if (json) {
            return;
        }
        if (client.isElsewhere()) {
            context.err().println("a client runs in this home and files answers as they come");
        }
        long inFlight = records.newest(Records.MOST).stream()
                .filter(command -> command.isInFlight(context.clock().instant()))
                .count();
        context.err().println(Amount.of(came, "answer") + " came, " + inFlight + " in flight");
    }

    private void print(String stem) throws IOException {
        Optional<ReceivedReply> received = records.reply(stem);
        if (json) {
            received.flatMap(ReceivedReply::reply).ifPresent(reply -> Json.printLine(context.out(), reply));
        } else {
            context.out().println(line(records.answeredBy(stem), stem));
        }
        if (received.isPresent()) {
            CommandPage.warnings(received.get()).forEach(context.err()::println);
        }
    }

    /** One answer in one line. */
    static String line(SentCommand command, String stem) {
        String said = command.answers().stream()
                .filter(answer -> answer.stem().equals(stem))
                .map(answer -> answer.server() + ": " + answer.text())
                .findFirst()
                .orElse("?");
        return Printable.line(command.shortId() + "  " + said + "  (" + command.line() + ")");
    }

    /** Whether each command has left, or says why it has not. */
    private boolean isTried() throws IOException {
        return names(home.outbox(), "[!.]*.{cmd,json}").isEmpty()
                && names(home.sending(), "[!.]*.{cmd,json}").stream()
                        .allMatch(name -> Files.exists(home.sending().resolve(name + ".waiting")));
    }

    private static List<String> names(Path folder, String pattern) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
