package dev.mailshell.sasl;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPSSLStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** A mailbox by IMAP over TLS, each of whose connections logs in by the mechanism of its session. The mail library makes it by its name. */
public final class SaslStore extends IMAPSSLStore {

    /** As the mail library calls it. */
    public SaslStore(Session session, URLName url) {
        super(SaslSession.untraced(session), url);
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        return new SaslProtocol(
                SaslSession.login(session).orElseThrow(), name, host, port, session.getProperties(), isSSL, logger);
    }
}
