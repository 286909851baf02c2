package dev.mailshell.camel;

import dev.mailshell.pop3.PopConnection;
import dev.mailshell.pop3.PopRefusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.util.SocketFetcher;

/**
 * A maildrop, for one look: connected is logged in and counted, and closing its folder ends that. The mail library's own would read each mail, and each
 * header, into memory without a bound, ask whether the connection is there between any two steps, and log in twice where a login is refused. The mail library
 * makes it, by its name in {@link MailSession}.
 */
public final class MaildropStore extends Store {

    /** In the sessions of {@link MailSession}: what its properties begin with. */
    static final String PROPERTIES = "mail.pop3s";

    private static final int POP3S = 995;
    /** What says that it is not the password that is wrong (RFC 2449, RFC 3206). */
    private static final Set<String> PASSING = Set.of("LOGIN-DELAY", "SYS/TEMP", "SYS/PERM");

    private Optional<Maildrop> maildrop = Optional.empty();

    /** As the mail library calls it. */
    public MaildropStore(Session session, URLName url) {
        super(session, url);
    }

    /**
     * A session that has begun, with a login.
     *
     * @param properties those of a {@link MailSession}
     * @throws AuthenticationFailedException if the login is refused
     * @throws MessagingException if there is no session for another reason
     */
    public static PopConnection connect(Properties properties, String host, int port, String user, String password)
            throws MessagingException {
        PopConnection opened;
        try {
            opened = new PopConnection(
                    SocketFetcher.getSocket(host, port == -1 ? POP3S : port, properties, PROPERTIES, true));
        } catch (IOException e) {
            throw failure(e);
        }
        try {
            opened.logIn(user, password);
            return opened;
        } catch (PopRefusal e) {
            cut(opened, e);
            throw refusal(e);
        } catch (IOException e) {
            cut(opened, e);
            throw failure(e);
        }
    }

    private static void cut(PopConnection connection, Exception reason) {
        try {
            connection.cut();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static MessagingException refusal(PopRefusal refusal) {
        if (refusal.code().equals("IN-USE")) {
            return new MaildropInUse(refusal);
        }
        if (PASSING.contains(refusal.code())) {
            return failure(refusal);
        }
        return new AuthenticationFailedException(refusal.getMessage(), refusal);
    }

    private static MessagingException failure(IOException cause) {
        return new MessagingException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }

    @Override
    protected boolean protocolConnect(String host, int port, String user, String password) throws MessagingException {
        if (host == null || user == null || password == null) {
            return false;
        }
        PopConnection opened = connect(session.getProperties(), host, port, user, password);
        try {
            // Here, since camel-mail takes a failure to open a folder for an empty one.
            maildrop = Optional.of(new Maildrop(this, opened, opened.count()));
            return true;
        } catch (IOException e) {
            cut(opened, e);
            throw failure(e);
        }
    }

    /** Until its folder is closed. */
    @Override
    public synchronized boolean isConnected() {
        return super.isConnected() && maildrop.isPresent() && !maildrop.get().isOver();
    }

    @Override
    public Folder getDefaultFolder() throws MessagingException {
        return maildrop.orElseThrow(() -> new MessagingException("nobody is logged in to the maildrop"));
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        return getDefaultFolder();
    }

    @Override
    public Folder getFolder(URLName url) throws MessagingException {
        return getDefaultFolder();
    }

    @Override
    public synchronized void close() throws MessagingException {
        if (maildrop.isPresent() && !maildrop.get().isOver()) {
            maildrop.get().close(false);
        }
        super.close();
    }
}
