package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.util.Optional;

/**
 * A sealed mail in the outbox: a reply, a part of one, or a request for an approval.
 *
 * @param id of the entry
 * @param key of the command that it answers, or asks about
 * @param mail the mail; its file belongs to the ledger and is only to be read
 * @param part the number of this part of the reply, from 1
 * @param parts how many parts the reply has
 * @param attempts how many attempts were begun, this one included
 * @param replacement whether it took the place of a reply that was refused for good
 * @param asks the approver whom it asks; empty for a reply
 */
public record OutboxEntry(
        long id,
        CommandKey key,
        SealedMail mail,
        int part,
        int parts,
        int attempts,
        boolean replacement,
        Optional<IdentityName> asks) {

    /** One of a reply. */
    public OutboxEntry(
            long id, CommandKey key, SealedMail mail, int part, int parts, int attempts, boolean replacement) {
        this(id, key, mail, part, parts, attempts, replacement, Optional.empty());
    }
}
