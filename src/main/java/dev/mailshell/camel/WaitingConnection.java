package dev.mailshell.camel;

import dev.mailshell.pop3.PopConnection;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.mail.MailConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session with a maildrop that waits for mail ({@code XWAIT}), and does nothing else. */
final class WaitingConnection implements PushConnection {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.mailbox");

    private final PopConnection connection;
    private final Duration answer;
    private final Duration longestIdle;
    private final Runnable mail;

    private WaitingConnection(PopConnection connection, Duration answer, Duration longestIdle, Runnable mail) {
        this.connection = connection;
        this.answer = answer;
        this.longestIdle = longestIdle;
        this.mail = mail;
    }

    /**
     * Logs in.
     *
     * @param answer how long the mail server may take for an answer before it is taken for gone
     * @param longestIdle after so long without a word the mail server must show that it is there; whole seconds
     */
    static PushConnection open(MailConfiguration account, Duration answer, Duration longestIdle, Runnable mail)
            throws MessagingException {
        PasswordAuthentication login = account.getPasswordAuthentication();
        PopConnection opened = MaildropStore.connect(
                account.getSession().getProperties(),
                account.getHost(),
                account.getPort(),
                login.getUserName(),
                login.getPassword());
        WaitingConnection waiting = new WaitingConnection(opened, answer, longestIdle, mail);
        try {
            if (!opened.capabilities().contains("XWAIT")) {
                waiting.close();
                throw new Unsupported("it has no XWAIT");
            }
            return waiting;
        } catch (IOException e) {
            waiting.cut();
            throw new MessagingException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Not over this connection: what it is there to tell, it tells. */
    @Override
    public void ask() {
        mail.run();
    }

    @Override
    public void idle(BooleanSupplier hurry) throws MessagingException {
        try {
            if (connection.await(longestIdle, answer)) {
                mail.run();
            }
        } catch (IOException e) {
            throw new MessagingException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The mail server cannot be interrupted, and need not be. */
    @Override
    public void nudge() {
        LOG.trace("nothing to be said to a mail server that waits");
    }

    @Override
    public void end() {
        cut();
    }

    @Override
    public void cut() {
        try {
            connection.cut();
        } catch (IOException e) {
            LOG.debug("a connection did not end in order", e);
        }
    }

    @Override
    public void close() throws MessagingException {
        try {
            if (connection.isOpen()) {
                connection.quit();
            }
        } catch (IOException e) {
            throw new MessagingException(String.valueOf(e.getMessage()), e);
        }
    }
}
