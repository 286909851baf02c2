package dev.mailshell.ledger;

import java.io.IOException;

/** A mailbox, or the whole store, has no room for a mail. */
public final class MailboxFull extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param fact which limit it meets, as {@code fact (was …, expected …)} */
    public MailboxFull(String fact) {
        super(fact);
    }
}
