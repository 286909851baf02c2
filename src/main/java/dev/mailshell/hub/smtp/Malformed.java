package dev.mailshell.hub.smtp;

import java.io.IOException;

/** What a client sends cannot be SMTP, so that nobody knows where its next command begins: the connection ends. */
final class Malformed extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Malformed(int code, String enhanced, String text) {
        super(text);
        this.reply = Reply.of(code, enhanced, text).thenEnd();
    }

    Reply reply() {
        return reply;
    }
}
