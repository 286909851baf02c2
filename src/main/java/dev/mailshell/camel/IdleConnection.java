package dev.mailshell.camel;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.mail.MailConfiguration;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * A connection to a folder that tells of new mail: by itself while it is idle (RFC 2177), and when it is asked. A mail server that
 * does not answer within a bounded time is taken for gone. All but {@link #nudge} and {@link #end} is for one thread.
 */
final class IdleConnection implements PushConnection {

    private final Store store;
    private final IMAPFolder folder;
    private final IMAPProtocol protocol;
    private final Duration answer;
    private final Duration longestIdle;
    /** Set as long as the server waits for the DONE that ends the idling: whoever takes it says it. */
    private boolean idling;
    /** Set by a nudge that came while nothing idled, for the idling that begins next. */
    private boolean nudged;

    private long doneAt;

    /**
     * What is listened to.
     *
     * @param answer how long the mail server may take for an answer before it is taken for gone
     * @param longestIdle after so long without a word the mail server must show that it is there
     */
    record Source(MailConfiguration account, Duration answer, Duration longestIdle) {}

    private IdleConnection(Source source, Store store, IMAPFolder folder, IMAPProtocol protocol) {
        this.answer = source.answer();
        this.longestIdle = source.longestIdle();
        this.protocol = protocol;
        this.store = store;
        this.folder = folder;
    }

    /**
     * @param mail run when there is new mail in the folder, by the thread that is in {@link #idle} or {@link #ask}
     */
    static IdleConnection open(Source source, Runnable mail) throws MessagingException {
        MailConfiguration account = source.account();
        Store store = session(account, source.answer()).getStore(account.getProtocol());
        try {
            PasswordAuthentication login = account.getPasswordAuthentication();
            store.connect(account.getHost(), account.getPort(), login.getUserName(), login.getPassword());
            IMAPFolder folder = (IMAPFolder) store.getFolder(account.getFolderName());
            // Not to read: the poll is to find each mail as it is.
            folder.open(Folder.READ_ONLY);
            return new IdleConnection(
                    source, store, folder, (IMAPProtocol) folder.doCommand(protocol -> listen(protocol, mail)));
        } catch (MessagingException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Session session(MailConfiguration account, Duration answer) {
        return MailSession.like(
                account.getSession(),
                Map.of("mail." + account.getProtocol() + ".timeout", Long.toString(answer.toMillis())));
    }

    private static Object listen(IMAPProtocol protocol, Runnable mail) throws ProtocolException {
        if (!protocol.hasCapability("IDLE")) {
            throw new ProtocolException("it has no IDLE");
        }
        protocol.addResponseHandler(response -> {
            if (response instanceof IMAPResponse untagged && untagged.keyEquals("EXISTS")) {
                mail.run();
            }
        });
        return protocol;
    }

    @Override
    public void ask() throws MessagingException {
        folder.doCommand(same -> {
            protocol.noop();
            return null;
        });
    }

    @Override
    public void idle(BooleanSupplier hurry) throws MessagingException {
        folder.doCommand(same -> {
            protocol.idleStart();
            long begun = System.nanoTime();
            boolean hasDoubt = beginIdling();
            if (hasDoubt || hurry.getAsBoolean()) {
                nudge();
            }
            do {
                if (System.nanoTime() - begun > longestIdle.toNanos()) {
                    nudge();
                }
            } while (isIdling());
            idlesNoMore();
            return null;
        });
    }

    @Override
    public void nudge() {
        if (endIdling()) {
            protocol.idleAbort();
        }
    }

    @Override
    public void end() {
        nudge();
    }

    /** Whoever sees that it is over sees since when. */
    private synchronized boolean endIdling() {
        if (!idling) {
            nudged = true;
            return false;
        }
        idling = false;
        doneAt = System.nanoTime();
        return true;
    }

    /** Whether somebody nudged before. */
    private synchronized boolean beginIdling() {
        idling = true;
        return nudged;
    }

    /** The mail server has just answered, which is all that a nudge asks for. */
    private synchronized void idlesNoMore() {
        idling = false;
        nudged = false;
    }

    private synchronized boolean isLate() {
        return !idling && System.nanoTime() - doneAt >= answer.toNanos();
    }

    private boolean isIdling() throws ProtocolException {
        Response response = protocol.readIdleResponse();
        boolean goesOn = isSilence(response) || protocol.processIdleResponse(response);
        // Also of a server that says something all the time, but not what it is to say.
        if (goesOn && isLate()) {
            throw new ConnectionException("no answer in " + answer.toSeconds() + " s");
        }
        return goesOn;
    }

    /** Angus Mail turns a read that found nothing in time into a BYE of its own. */
    private static boolean isSilence(Response response) {
        return response.isSynthetic()
                && response.getException() instanceof SocketTimeoutException timeout
                && ((InterruptedIOException) timeout).bytesTransferred == 0;
    }

    @Override
    public void cut() {
        protocol.disconnect();
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
