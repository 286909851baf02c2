package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where one mail goes.
 *
 * @param sender the envelope's sender; empty for a bounce
 * @param mailboxes those of this hub; made lower case
 * @param outside whom a smart host shall deliver it to
 */
public record Recipients(Optional<MailAddress> sender, Set<MailAddress> mailboxes, Set<MailAddress> outside) {

    /** @throws IllegalArgumentException if it goes nowhere */
    public Recipients {
        mailboxes = mailboxes.stream().map(MailAddress::inLowerCase).collect(Collectors.toUnmodifiableSet());
        outside = Set.copyOf(outside);
        if (mailboxes.isEmpty() && outside.isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
    }

    /** One mailbox, and no sender that is known. */
    static Recipients mailbox(MailAddress mailbox) {
        return new Recipients(Optional.empty(), Set.of(mailbox), Set.of());
    }
}
