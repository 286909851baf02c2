package dev.mailshell.hub.smtp;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What SubEtha reads of a connection: the verb of each command, one at a time. So it never reads ahead what belongs to a message or to
 * TLS, and can neither log a password nor repeat what a stranger wrote.
 */
final class VerbInput extends InputStream {

    private final Conversation conversation;
    private byte[] line = {};
    private int at;

    VerbInput(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (at == line.length && !next()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, bytes, offset, count);
        at += count;
        return count;
    }

    private boolean next() {
        String verb = conversation.nextVerb();
        line = verb == null ? new byte[0] : (verb + "\r\n").getBytes(StandardCharsets.US_ASCII);
        at = 0;
        return verb != null;
    }
}
