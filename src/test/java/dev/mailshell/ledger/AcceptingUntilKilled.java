package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static dev.mailshell.ledger.MailStoreHome.OUTSIDE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that accepts mails by four threads without end, and prints each that it has. */
final class AcceptingUntilKilled {

    private static final int THREADS = 4;

    private AcceptingUntilKilled() {}

    public static void main(String[] args) throws Exception {
        try (MailStore store = MailStoreHome.in(Path.of(args[0])).open(Clock.systemUTC())) {
            AtomicInteger next = new AtomicInteger();
            Thread[] threads = new Thread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> accept(store, next));
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void accept(MailStore store, AtomicInteger next) {
        try {
            while (true) {
                int number = next.getAndIncrement();
                StoredMail mail = store.accept(
                        "",
                        new ByteArrayInputStream(VaultingUntilKilled.content(number)),
                        new Recipients(Optional.empty(), Set.of(ALICE, BOB), Set.of(OUTSIDE)));
                System.out.println(mail.id() + " " + number);
                if (number % 4 == 3) {
                    store.remove(BOB, List.of(mail));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
