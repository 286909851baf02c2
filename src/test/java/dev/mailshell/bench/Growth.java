package dev.mailshell.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a server and a client hold in memory after more and more commands. */
final class Growth {

    private static final int IN_FLIGHT = 16;
    /** Which part of all commands is done at each look. */
    private static final List<Integer> LOOKS = List.of(20, 10, 4, 2, 1);

    private final Commands commands;
    private final int all;
    private final List<String> lines = new ArrayList<>();

    /** @param all how many commands there are; at least 20 */
    Growth(Commands commands, int all) {
        this.commands = commands;
        this.all = all;
    }

    /** Lines to print. */
    List<String> measure() throws Exception {
        look("when ready");
        int done = 0;
        for (int look : LOOKS) {
            double perSecond = Measurement.perSecond(commands::send, all / look - done, IN_FLIGHT);
            done = all / look;
            look(String.format(Locale.ROOT, "after %,d commands, the last of them at %.0f a second", done, perSecond));
            // A client that kept each file of so many commands would be measured with them.
            commands.deleteAnswered();
        }
        return lines;
    }

    private void look(String when) throws IOException {
        lines.add(String.format(
                Locale.ROOT,
                "growth: server %d MiB, client %d MiB resident %s",
                commands.server().residentKib() / 1024,
                commands.client().residentKib() / 1024,
                when));
        System.err.println(lines.get(lines.size() - 1));
    }
}
