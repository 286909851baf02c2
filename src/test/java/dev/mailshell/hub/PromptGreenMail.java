package dev.mailshell.hub;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/**
 * A GreenMail for IMAPS and SMTPS that answers at once. It sends answers line by line, and each line but the first would wait until the
 * system of the client acknowledges the one before, which on Linux takes 40 ms.
 */
final class PromptGreenMail extends GreenMail {

    private static final String IMAPS = ServerSetup.PROTOCOL_IMAPS;
    private static final String SMTPS = ServerSetup.PROTOCOL_SMTPS;

    PromptGreenMail(ServerSetup imaps, ServerSetup smtps) {
        super(new ServerSetup[] {imaps, smtps});
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        return Map.of(IMAPS, new PromptImap(setups[0], managers), SMTPS, new PromptSmtp(setups[1], managers));
    }

    int imapsPort() {
        return services.get(IMAPS).getPort();
    }

    int smtpsPort() {
        return services.get(SMTPS).getPort();
    }

    /** GreenMail's own is final. */
    private static final class PromptImap extends AbstractServer {

        PromptImap(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
        }
    }

    private static final class PromptSmtp extends SmtpServer {

        PromptSmtp(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected void handleClientSocket(Socket client) throws SocketException {
            client.setTcpNoDelay(true);
            super.handleClientSocket(client);
        }
    }
}
