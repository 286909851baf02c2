package dev.mailshell.hub.sender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Finds out where mail comes from. Safe for use by several threads. */
public final class SenderChecks {

    private final String authservId;
    private final NameServers servers;
    private final Clock clock;

    /**
     * Checks for one mail server.
     *
     * @param authservId its name
     * @param clock what signatures expire by
     */
    public SenderChecks(String authservId, NameServers servers, Clock clock) {
        this.authservId = authservId;
        this.servers = servers;
        this.clock = clock;
    }

    /**
     * What SPF, DKIM and DMARC say of a mail. At most 80 questions go to the DNS and at most five signatures are looked at, the topmost. What the DNS
     * does not answer in time is a {@link Outcome#TEMPERROR} of the result that needed it.
     *
     * @param message as it came, with CRLF at the end of each line; read once, to its end if it is signed, and not closed
     * @param budget for all questions to the DNS together; a question that has been asked may take up to two seconds of it
     * @throws dev.mailshell.mime.MimeFailure if the header is larger than 256 KiB
     * @throws IOException if {@code message} cannot be read
     */
    public SenderResults verify(Connection connection, InputStream message, Duration budget) throws IOException {
        InputStream in = new BufferedInputStream(message);
        HeaderSection header = HeaderSection.read(in);
        Lookups lookups = servers.within(budget);
        SpfResult spf = new SpfCheck(lookups, authservId).verify(connection);
        List<DkimResult> dkim = new DkimCheck(header, lookups, clock.instant()).verify(in);
        return new SenderResults(spf, dkim, new DmarcCheck(header, lookups).verify(spf, dkim));
    }
}
