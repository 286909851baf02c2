package dev.mailshell.bench;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStoreLimits;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.ledger.SqliteMailStore;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a mailbox costs that is full: to put a mail into it, and to get the newest out. */
final class HubFull {

    private static final List<Integer> SIZES = List.of(1_000, 100_000);
    /** Of a list of all that is in the mailbox. */
    private static final int LISTS = 10;

    private static final String OWNER = "alice";

    private final HubSite site;
    private final Clock clock;
    private final int samples;
    private final byte[] mail = HubAcceptance.mail("alice@hub.test", "alice@hub.test");

    HubFull(HubSite site, Clock clock, int samples) {
        this.site = site;
        this.clock = clock;
        this.samples = samples;
    }

    /** Lines to print. */
    List<String> measure() throws Exception {
        List<String> lines = new ArrayList<>();
        int filled = 0;
        for (int size : SIZES) {
            site.stop();
            fill(size - filled);
            site.start();
            lines.addAll(measure(size));
            // What the samples have put in counts.
            filled = size + 4 * samples;
        }
        return lines;
    }

    private void fill(int mails) throws Exception {
        Home home = site.home();
        VaultLimits whole = new VaultLimits(1_000_000, 1L << 40);
        try (MailStore store = SqliteMailStore.open(
                new VaultFiles(home.mailStore(), home.mailStoreKeys()),
                clock,
                new SecureRandom(),
                new MailStoreLimits(whole, 1_000_000, mailbox -> 1L << 40))) {
            MailAddress owner = new MailAddress(HubSite.address(OWNER));
            Recipients recipients = new Recipients(Optional.of(owner), Set.of(owner), Set.of());
            for (int i = 0; i < mails; i++) {
                store.accept("", new ByteArrayInputStream(mail), recipients);
            }
        }
    }

    private List<String> measure(int size) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Submission submission = site.submit("127.0.0.1", OWNER)) {
            lines.add(line(size, "accept", samples, () -> submission.send(HubSite.address(OWNER), mail)));
        }
        lines.add(line(size, "POP3 login, STAT, QUIT", samples, () -> {
            try (Maildrop maildrop = site.read(OWNER)) {
                maildrop.mails();
                maildrop.ask("QUIT");
            }
        }));
        try (Maildrop maildrop = site.read(OWNER)) {
            int newest = maildrop.mails();
            lines.add(line(size, "RETR of the newest", samples, () -> maildrop.lines("RETR " + newest)));
            lines.add(line(size, "LIST", LISTS, () -> maildrop.lines("LIST")));
            lines.add(line(size, "UIDL", LISTS, () -> maildrop.lines("UIDL")));
        }
        return lines;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** After thrice as many to warm up. */
    private static String line(int size, String what, int samples, Work work) throws Exception {
        List<Duration> durations = new ArrayList<>();
        for (int i = -3 * samples; i < samples; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 0) {
                durations.add(Duration.ofNanos(System.nanoTime() - start));
            }
        }
        Samples sorted = new Samples(durations);
        return String.format(
                Locale.ROOT,
                "%,d mails in the mailbox, %s: median %.2f ms, p95 %s ms",
                size,
                what,
                sorted.median().toNanos() / 1e6,
                sorted.millis(95));
    }
}
