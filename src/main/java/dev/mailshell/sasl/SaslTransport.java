package dev.mailshell.sasl;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to an SMTP server, by TLS from its first byte or by STARTTLS, that logs in by the mechanism of its session. The mail library makes it by its name. */
public final class SaslTransport extends SMTPTransport implements SaslWire {

    /** Of a command of SMTP (RFC 5321 section 4.5.3.1.4), without its end. */
    private static final int LONGEST_COMMAND = 510;

    private static final int CHALLENGE = 334;
    private static final int ACCEPTED = 235;
    private static final int CODE_LENGTH = 4;

    /** As the mail library calls it. */
    public SaslTransport(Session session, URLName url) {
        super(
                SaslSession.untraced(session),
                url,
                url.getProtocol(),
                url.getProtocol().equals("smtps"));
    }

    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        if (!super.protocolConnect(host, port, null, null)) {
            return false;
        }
        boolean loggedIn = false;
        try {
            Optional<String> refusal = new SaslExchange(
                            SaslSession.login(session).orElseThrow(), this)
                    .run(new SaslAccount("smtp", host, port, user, password));
            if (refusal.isPresent()) {
                throw new AuthenticationFailedException(refusal.get());
            }
            loggedIn = true;
            return true;
        } catch (WireFailure e) {
            throw e.failure();
        } catch (IOException e) {
            throw new MessagingException(e.getMessage(), e);
        } finally {
            if (!loggedIn) {
                // It closes only what it takes for connected.
                setConnected(true);
                close();
            }
        }
    }

    @Override
    public boolean offers(String mechanism) {
        return supportsAuthentication(mechanism);
    }

    @Override
    public SaslAnswer begin(String mechanism, Optional<byte[]> initialResponse) throws IOException {
        String command = "AUTH " + mechanism;
        String whole = initialResponse
                .map(response -> command + " " + SaslWire.initial(response))
                .orElse(command);
        if (whole.length() <= LONGEST_COMMAND) {
            return answer(whole);
        }
        // A longer one waits until it is asked for (RFC 4954 section 4).
        SaslAnswer answer = answer(command);
        return answer instanceof SaslAnswer.Challenge ? respond(initialResponse.orElseThrow()) : answer;
    }

    @Override
    public SaslAnswer respond(byte[] response) throws IOException {
        return answer(SaslWire.base64(response));
    }

    private SaslAnswer answer(String line) throws IOException {
        int code;
        try {
            code = simpleCommand(line);
        } catch (MessagingException e) {
            throw new WireFailure(e);
        }
        String words = getLastServerResponse().strip();
        return switch (code) {
            case ACCEPTED -> new SaslAnswer.Accepted();
            case CHALLENGE ->
                new SaslAnswer.Challenge(words.length() < CODE_LENGTH ? "" : words.substring(CODE_LENGTH));
            default -> new SaslAnswer.Refused(words);
        };
    }

    /** What the mail library says of a connection that broke, on its way through the exchange. */
    private static final class WireFailure extends IOException {

        private static final long serialVersionUID = 1L;

        private final MessagingException failure;

        WireFailure(MessagingException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        MessagingException failure() {
            return failure;
        }
    }
}
