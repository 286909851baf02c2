package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many mails of 4 KB a hub takes in a second, beside a server that keeps none, and beside Postfix where that is installed. */
final class HubAcceptance {

    private static final int CONNECTIONS = 4;
    private static final int WARM_UP = 5000;
    private static final int MAILS = 10_000;
    private static final int MAIL_BYTES = 4096;

    private final HubSite site;

    HubAcceptance(HubSite site) {
        this.site = site;
    }

    /** Opens one more connection to the same server. */
    private interface Connecting {
        Submission connect() throws IOException, GeneralSecurityException;
    }

    /** Lines to print. */
    List<String> measure() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Sink sink = new Sink(site.serverTls())) {
            lines.add(rate(
                    "a sink that keeps none",
                    () -> new Submission(site.tls(), "127.0.0.1", sink.port(), "alice@hub.test", "any"),
                    mail("alice@hub.test", "web1@hub.test"),
                    "web1@hub.test"));
        }
        lines.add(rate(
                "hub",
                () -> site.submit("127.0.0.1", "alice"),
                mail("alice@hub.test", "web1@hub.test"),
                "web1@hub.test"));
        if (RealMail.missing().isEmpty()) {
            try (RealMail mail = RealMail.start("web1", "alice")) {
                RealMail.Account alice = mail.account("alice");
                lines.add(rate(
                        "Postfix",
                        () -> new Submission(
                                mail.tls(), "127.0.0.1", mail.smtpsPort(), alice.address(), alice.password()),
                        mail(alice.address(), mail.account("web1").address()),
                        mail.account("web1").address()));
            }
        }
        return lines;
    }

    private static String rate(String who, Connecting server, byte[] mail, String recipient) throws Exception {
        List<Submission> connections = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(server.connect());
            }
            submit(connections, threads, mail, recipient, WARM_UP);
            double seconds = submit(connections, threads, mail, recipient, MAILS);
            return String.format(
                    Locale.ROOT,
                    "%s: %.0f mails of 4 KB/s over %d connections, %d of them",
                    who,
                    MAILS / seconds,
                    CONNECTIONS,
                    MAILS);
        } finally {
            threads.shutdownNow();
            for (Submission connection : connections) {
                connection.close();
            }
        }
    }

    /** How long that takes, in seconds. */
    private static double submit(
            List<Submission> connections, ExecutorService threads, byte[] mail, String recipient, int mails)
            throws InterruptedException, ExecutionException {
        List<Callable<Void>> work = new ArrayList<>();
        for (Submission connection : connections) {
            work.add(() -> {
                for (int i = 0; i < mails / CONNECTIONS; i++) {
                    connection.send(recipient, mail);
                }
                return null;
            });
        }
        long start = System.nanoTime();
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Of 4 KB. */
    static byte[] mail(String from, String to) {
        String header = "From: " + from + "\r\nTo: " + to + "\r\nSubject: bench\r\n\r\n";
        String text = ("x".repeat(74) + "\r\n").repeat(MAIL_BYTES);
        return (header + text.substring(0, MAIL_BYTES - header.length() - 2) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
