package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;

/** Shows what becomes of a command while it is under way. */
interface Report {

    /** A wave of servers, counted from 1, is to get the command. */
    void begins(int wave, int waves, Collection<IdentityName> servers);

    /** A server has answered, or has not in time. */
    void came(ReceivedReply answer, Ending ending) throws IOException;

    /** Called again and again while some have not answered yet. */
    void waitsFor(Collection<IdentityName> missing);

    /** All servers of the wave have answered, or had their time. */
    void waveIsOver() throws IOException;

    /** {@code err}, such that what others write to it does not get into what this shows. */
    default PrintStream besides(PrintStream err) {
        return err;
    }

    /** Nothing more comes, be it because of an error. */
    void isOver(Tally tally);

    /** What one server answers, and nothing else: byte for byte what it would be if the command ran here. */
    static Report ofOneServer(ReplyPrinter printer) {
        return new Report() {
            @Override
            public void begins(int wave, int waves, Collection<IdentityName> servers) {}

            @Override
            public void came(ReceivedReply answer, Ending ending) throws IOException {
                printer.print(answer);
            }

            @Override
            public void waitsFor(Collection<IdentityName> missing) {}

            @Override
            public void waveIsOver() {}

            @Override
            public void isOver(Tally tally) {}
        };
    }
}
