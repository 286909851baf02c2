package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.util.Optional;

/**
 * One mail as it lies in a vault, or in one mailbox of a mail store.
 *
 * @param mail its entry
 * @param bytes how long it is
 * @param mailbox where it is; empty in a vault, which has none
 * @param setAside whether it could not be read
 */
public record KeptMail(StoredMail mail, long bytes, Optional<MailAddress> mailbox, boolean setAside) {}
