package dev.mailshell.bench;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The floor of a round trip: alice submits plain mail to web1, and has one back. Both keep their connection of SMTP, wait by XWAIT, and
 * fetch by a new session of POP3, as that protocol shows new mail to new sessions only.
 */
final class HubEcho implements AutoCloseable {

    private final HubSite site;
    private final Submission alice;
    private final Submission web1;
    private final byte[] question = HubAcceptance.mail(HubSite.address("alice"), HubSite.address("web1"));
    private final byte[] answer = HubAcceptance.mail(HubSite.address("web1"), HubSite.address("alice"));
    private final Maildrop bellOfAlice;
    private final Maildrop bellOfWeb1;
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    HubEcho(HubSite site) throws IOException {
        this.site = site;
        alice = site.submit("127.0.0.1", "alice");
        web1 = site.submit("127.0.0.1", "web1");
        bellOfAlice = site.read("alice");
        bellOfWeb1 = site.read("web1");
        start(bellOfWeb1, "web1", () -> web1.send(HubSite.address("alice"), answer));
        start(bellOfAlice, "alice", () -> waiting.remove().complete(null));
    }

    private interface Arrived {
        void mail() throws IOException;
    }

    CompletableFuture<Void> send() throws IOException {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        waiting.add(answered);
        alice.send(HubSite.address("web1"), question);
        return answered;
    }

    private void start(Maildrop bell, String name, Arrived arrived) {
        Thread thread = new Thread(() -> read(bell, name, arrived), "echo-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Maildrop bell, String name, Arrived arrived) {
        try {
            take(bell, name, arrived);
        } catch (IOException e) {
            // That is also how it ends.
            waiting.forEach(answered -> answered.completeExceptionally(e));
        }
    }

    private void take(Maildrop bell, String name, Arrived arrived) throws IOException {
        while (true) {
            bell.ask("XWAIT 60");
            int mails;
            try (Maildrop maildrop = site.read(name)) {
                mails = maildrop.mails();
                for (int number = 1; number <= mails; number++) {
                    maildrop.lines("RETR " + number);
                    maildrop.ask("DELE " + number);
                }
                maildrop.ask("QUIT");
            }
            for (int number = 1; number <= mails; number++) {
                arrived.mail();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (alice;
                web1;
                bellOfAlice) {
            bellOfWeb1.close();
        }
    }
}
