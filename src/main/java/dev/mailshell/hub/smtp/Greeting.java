package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** Begins TLS before the first word, where that is the mode. */
final class Greeting implements SessionHandler {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.smtp");

    private final SmtpdConfiguration configuration;

    Greeting(SmtpdConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        Conversation conversation = ((Wire) session.getSocket()).conversation();
        conversation.setSession(session.getSessionId());
        if (configuration.getTls() == TlsMode.STARTTLS || isSecured(conversation)) {
            return SessionAcceptance.success();
        }
        conversation.wire().abort();
        return SessionAcceptance.failure(421, "4.7.0 there is no TLS");
    }

    private static boolean isSecured(Conversation conversation) {
        Optional<SSLContext> keys = conversation.tlsKeys();
        try {
            if (keys.isPresent()) {
                conversation.secure(keys.get());
            }
            return keys.isPresent();
        } catch (IOException e) {
            // Strangers try ports: that is no news.
            LOG.debug("{}: no TLS with {}", conversation.session(), conversation.remoteAddress(), e);
            return false;
        }
    }

    @Override
    public void onSessionEnd(Session session) {
        // The wire counts itself out.
    }
}
