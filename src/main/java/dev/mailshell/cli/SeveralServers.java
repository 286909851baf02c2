package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Shows a line for each server as its answer comes, the outputs of a wave when it is over, and at the end a table; with {@code --json}, the
 * answers as they come and the table.
 */
final class SeveralServers implements Report {

    private final CliContext context;
    private final boolean json;
    private final ReplyPrinter printer;
    private final StatusLine status;
    private final FoldedReplies replies = new FoldedReplies();
    private String title = "";
    private Collection<IdentityName> wave = List.of();
    private Instant begin = Instant.EPOCH;
    private long shownSeconds = -1;
    private int shownMissing;

    SeveralServers(CliContext context, boolean json) {
        this.context = context;
        this.json = json;
        this.printer = new ReplyPrinter(context, json);
        this.status = new StatusLine(context.err(), context.screen().get());
    }

    @Override
    public void begins(int number, int waves, Collection<IdentityName> servers) {
        wave = servers;
        begin = context.clock().instant();
        title = waves == 1 ? "" : "wave " + number + " of " + waves + ": ";
        if (waves > 1 && !json) {
            status.say(title + ServerList.of(servers));
        }
    }

    @Override
    public void came(ReceivedReply answer, Ending ending) throws IOException {
        if (json) {
            status.clear();
            printer.print(answer);
        } else {
            status.say(ending.server() + ": ", ending.state(), ending.isDone());
            replies.add(answer);
        }
    }

    @Override
    public void waitsFor(Collection<IdentityName> missing) {
        long seconds = Duration.between(begin, context.clock().instant()).toSeconds();
        // This is called hundreds of times a second.
        if (status.isDrawn() && !missing.isEmpty() && (seconds != shownSeconds || missing.size() != shownMissing)) {
            shownSeconds = seconds;
            shownMissing = missing.size();
            status.show(title + (wave.size() - missing.size()) + " of " + wave.size() + " answered, " + seconds
                    + " s, waiting for " + ServerList.of(inOrder(missing)));
        }
    }

    private List<IdentityName> inOrder(Collection<IdentityName> missing) {
        List<IdentityName> ordered = new ArrayList<>(wave);
        ordered.retainAll(Set.copyOf(missing));
        return ordered;
    }

    @Override
    public PrintStream besides(PrintStream err) {
        return status.isDrawn() ? status.above(err) : err;
    }

    @Override
    public void waveIsOver() throws IOException {
        status.clear();
        replies.print(wave, context);
    }

    @Override
    public void isOver(Tally tally) {
        status.clear();
        if (json) {
            tally.unsent().forEach(printer::printJsonOfUnsent);
        }
        List<List<String>> rows = new ArrayList<>();
        tally.byState()
                .forEach((state, servers) ->
                        rows.add(List.of(state, Integer.toString(servers.size()), ServerList.ofAll(servers))));
        Columns.print(context.err(), rows);
    }
}
