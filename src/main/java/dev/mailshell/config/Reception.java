package dev.mailshell.config;

import java.util.Optional;

/** Where the mail of a party comes from. */
public sealed interface Reception permits Mailbox, OwnStore {

    /** The mailbox at a mail server that it is read from; empty if there is none. */
    Optional<Mailbox> mailbox();
}
