package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** Where a mail is, as a row says it. */
sealed interface Place {

    /** All that has to be true of it: no two places have the same. No address is empty or has a NUL in it. */
    String statement();

    /** What a row is that nothing proves. */
    String unproved();

    /**
     * A mailbox of the store. By its address: the number of its row is nothing but a row's.
     *
     * @param address made lower case
     */
    record Mailbox(MailAddress address) implements Place {

        public Mailbox {
            address = address.inLowerCase();
        }

        @Override
        public String statement() {
            return "mailbox\0" + address;
        }

        @Override
        public String unproved() {
            return "nothing proves that it came for this mailbox";
        }
    }

    /**
     * The queue of what leaves. How often it was tried and when it is due again changes with each attempt, and exposes nothing.
     *
     * @param sender the envelope's sender; empty for a bounce
     * @param recipient whom it is for
     */
    record Queue(Optional<MailAddress> sender, MailAddress recipient) implements Place {

        @Override
        public String statement() {
            return "queue\0" + sender.map(MailAddress::value).orElse("") + "\0" + recipient;
        }

        @Override
        public String unproved() {
            return "nothing proves that it is to leave for this recipient";
        }
    }
}
