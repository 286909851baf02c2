package dev.mailshell.ledger;

/**
 * One mail in one mailbox.
 *
 * @param mail its id is the same in each mailbox, and given only once
 * @param bytes how long it is, with its trace
 */
public record MailboxEntry(StoredMail mail, long bytes) {}
