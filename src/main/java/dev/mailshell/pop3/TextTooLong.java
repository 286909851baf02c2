package dev.mailshell.pop3;

import java.io.IOException;

/** The mail server says more than is taken of an answer; nothing can be asked after it. */
public final class TextTooLong extends IOException {

    private static final long serialVersionUID = 1L;

    TextTooLong(long atMost) {
        super("it is longer than " + atMost + " bytes");
    }
}
