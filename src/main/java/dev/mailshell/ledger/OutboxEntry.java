package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;

/**
 * A sealed mail in the outbox.
 *
 * @param id of the entry
 * @param key of the command that it answers
 * @param mail the mail; its file belongs to the ledger and is only to be read
 * @param part the number of this part of the reply, from 1
 * @param parts how many parts the reply has
 * @param attempts how many attempts were begun, this one included
 * @param replacement whether it took the place of a reply that was refused for good
 */
public record OutboxEntry(
        long id, CommandKey key, SealedMail mail, int part, int parts, int attempts, boolean replacement) {}
