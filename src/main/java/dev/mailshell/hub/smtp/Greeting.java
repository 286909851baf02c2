package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** Begins TLS before the first word, where that is the mode. */
final class Greeting implements SessionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

    private final SmtpdConfiguration configuration;

    Greeting(SmtpdConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        Wire wire = (Wire) session.getSocket();
        wire.conversation().setSession(session.getSessionId());
        try {
            if (configuration.getTls() == TlsMode.IMPLICIT) {
                wire.conversation().secure(configuration.getSslContext().context());
            }
            return SessionAcceptance.success();
        } catch (GeneralSecurityException e) {
            LOG.error("there is no TLS, because the key or the certificate cannot be read", e);
        } catch (IOException e) {
            // Strangers try ports: that is no news.
            LOG.debug("{}: no TLS with {}", session.getSessionId(), wire.getInetAddress(), e);
        }
        wire.abort();
        return SessionAcceptance.failure(421, "4.7.0 there is no TLS");
    }

    @Override
    public void onSessionEnd(Session session) {
        // The wire counts itself out.
    }
}
