package dev.mailshell.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to know what came into a mail store. */
final class Listeners {

    private final List<Consumer<MailStore.Arrival>> ofMailboxes = new CopyOnWriteArrayList<>();
    private final List<Runnable> ofQueue = new CopyOnWriteArrayList<>();

    void add(Consumer<MailStore.Arrival> listener) {
        ofMailboxes.add(listener);
    }

    void addForQueue(Runnable listener) {
        ofQueue.add(listener);
    }

    void tell(StoredMail mail, Recipients recipients) {
        if (!recipients.mailboxes().isEmpty()) {
            MailStore.Arrival arrival = new MailStore.Arrival(mail, recipients.mailboxes());
            ofMailboxes.forEach(listener -> call(() -> listener.accept(arrival)));
        }
        if (!recipients.outside().isEmpty()) {
            ofQueue.forEach(Listeners::call);
        }
    }

    /** The mail is stored: a fault of a listener must not make its sender believe that it is not. */
    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
