package dev.mailshell.hub.smtp;

import dev.mailshell.model.MailAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The envelope of one message, from MAIL on. */
final class Transaction {

    private final Optional<MailAddress> sender;
    private final Set<MailAddress> recipients = new LinkedHashSet<>();

    /** @param sender empty for the null reverse-path */
    Transaction(Optional<MailAddress> sender) {
        this.sender = sender;
    }

    Optional<MailAddress> sender() {
        return sender;
    }

    void add(MailAddress recipient) {
        recipients.add(recipient);
    }

    List<MailAddress> recipients() {
        return List.copyOf(recipients);
    }
}
