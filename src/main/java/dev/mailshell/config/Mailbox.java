package dev.mailshell.config;

import java.util.Optional;

/** Mail is read at a mail server, always over TLS from the first byte (RFC 8314 section 3.2). */
public sealed interface Mailbox extends Reception permits ImapMailbox, PopMailbox {

    /** A host name, which its certificate must name. */
    String host();

    /** 1 to 65535. */
    int port();

    /** The login. */
    String user();

    @Override
    default Optional<Mailbox> mailbox() {
        return Optional.of(this);
    }
}
