package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was taken out of a mail store.
 *
 * @param deliveries how many mails a mailbox or the queue lost
 * @param deleted the bytes of each mail that was nowhere else
 */
record Removal(int deliveries, List<Long> deleted) {

    /** Takes mails out of a mailbox, those that are in it. */
    static Removal of(Transaction tx, MailAddress mailbox, List<Long> mails) throws SQLException {
        int deliveries = 0;
        List<Long> deleted = new ArrayList<>();
        for (long mail : mails) {
            if (DeliveryRows.remove(tx, mailbox, mail)) {
                deliveries++;
                DeliveryRows.leave(tx, mail).ifPresent(deleted::add);
            }
        }
        return new Removal(deliveries, deleted);
    }

    /** Takes a mail out of the queue, if it is there. */
    static Removal of(Transaction tx, QueuedMail mail) throws SQLException {
        if (!QueueRows.remove(tx, mail)) {
            return new Removal(0, List.of());
        }
        long id = mail.mail().id();
        // A row that somebody inserted was never counted: that it goes must not take the mail from who has it.
        if (DeliveryRows.isSomewhere(tx, id)) {
            DeliveryRows.take(tx, id, -1);
            return new Removal(1, List.of());
        }
        return new Removal(1, DeliveryRows.leave(tx, id).stream().toList());
    }
}
