package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.DamagedMail;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail as an answer. It begins with the first piece of the mail that is proved, so that one whose first piece is damaged is answered {@code -ERR}. */
final class MailAnswer extends OutputStream {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.pop3");

    private final Answers answers;
    private final String text;
    private final DotStuffing stuffing;
    private boolean begun;

    /** What writes a mail. */
    interface Source {
        void writeTo(OutputStream target) throws IOException, DamagedMail;
    }

    /** @param text of its first line */
    MailAnswer(Answers answers, String text) {
        this.answers = answers;
        this.text = text;
        this.stuffing = new DotStuffing(answers);
    }

    /**
     * Sends it.
     *
     * @throws NegativeAnswer if it cannot be read, and nothing of it was sent
     * @throws IOException if the connection breaks, or the mail cannot be read to its end: the connection is of no use any more
     */
    void send(Source source) throws IOException, NegativeAnswer {
        try {
            source.writeTo(this);
        } catch (DamagedMail e) {
            LOG.warn("a mail in the store cannot be read: {}", e.getMessage());
            if (!begun) {
                throw NegativeAnswer.of("[SYS/PERM] the message is damaged, or gone");
            }
            throw new IOException("a message is damaged in its middle", e);
        } catch (RuntimeException e) {
            if (!begun) {
                throw e;
            }
            throw new IOException("a message could not be read to its end", e);
        }
        begin();
        stuffing.end();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > 0) {
            begin();
            stuffing.write(bytes, offset, count);
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            answers.ok(text);
        }
    }
}
