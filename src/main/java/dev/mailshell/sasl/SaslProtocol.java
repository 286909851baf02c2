package dev.mailshell.sasl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * A connection to an IMAP server. The mail library's own login by SASL names the service {@code imaps}, which no server has a key for, swallows what
 * went wrong, and takes an OK before the server has proved who it is.
 */
final class SaslProtocol extends IMAPProtocol implements SaslWire {

    /** Lines before an answer; its capabilities are one. */
    private static final int MOST_BESIDES = 100;

    private static final byte[] END_OF_LINE = {'\r', '\n'};

    private final SaslLogin login;
    private final int port;
    private String tag = "";
    private boolean loggedIn;

    SaslProtocol(
            SaslLogin login, String name, String host, int port, Properties properties, boolean ssl, MailLogger logger)
            throws IOException, ProtocolException {
        super(name, host, port, properties, ssl, logger);
        this.login = login;
        this.port = port;
    }

    /** Not so after a greeting by PREAUTH: then the server has not proved who it is, and nobody has asked whose account it is. */
    @Override
    public boolean isAuthenticated() {
        return loggedIn;
    }

    @Override
    public synchronized void sasllogin(
            String[] allowed, String realm, String authorizationId, String user, String password)
            throws ProtocolException {
        Optional<String> refusal;
        try {
            refusal = new SaslExchange(login, this).run(new SaslAccount("imap", host, port, user, password));
        } catch (IOException e) {
            throw new ProtocolException(e.getMessage(), e);
        } catch (RuntimeException e) {
            // The mail library closes the connection after its own exceptions only.
            disconnect();
            throw e;
        }
        if (refusal.isPresent()) {
            throw new CommandFailedException(refusal.get());
        }
        loggedIn = true;
    }

    @Override
    public boolean offers(String mechanism) {
        return hasCapability("AUTH=" + mechanism);
    }

    @Override
    public SaslAnswer begin(String mechanism, Optional<byte[]> initialResponse) throws IOException {
        Argument arguments = new Argument();
        arguments.writeAtom(mechanism);
        boolean atOnce = initialResponse.isPresent() && hasCapability("SASL-IR");
        if (atOnce) {
            arguments.writeAtom(SaslWire.initial(initialResponse.get()));
        }
        try {
            tag = writeCommand("AUTHENTICATE", arguments);
        } catch (ProtocolException e) {
            throw new IOException(e.getMessage(), e);
        }
        SaslAnswer answer = answer();
        return !atOnce && initialResponse.isPresent() && answer instanceof SaslAnswer.Challenge
                ? respond(initialResponse.get())
                : answer;
    }

    @Override
    public SaslAnswer respond(byte[] response) throws IOException {
        OutputStream out = getOutputStream();
        out.write(SaslWire.base64(response).getBytes(StandardCharsets.US_ASCII));
        out.write(END_OF_LINE);
        out.flush();
        return answer();
    }

    private boolean isBeside(Response response) {
        return !response.isContinuation() && !response.isBYE() && !tag.equals(response.getTag());
    }

    private SaslAnswer answer() throws IOException {
        try {
            Response response = readResponse();
            for (int left = MOST_BESIDES; isBeside(response); left--) {
                if (left == 0) {
                    throw new IOException("the mail server says anything but an answer");
                }
                response = readResponse();
            }
            if (response.isContinuation()) {
                byte[] challenge = response.readByteArray().getNewBytes();
                return new SaslAnswer.Challenge(new String(challenge, StandardCharsets.ISO_8859_1).strip());
            }
            if (response.isBYE()) {
                throw new IOException("the mail server ends the connection: " + SaslAnswer.shown(response.getRest()));
            }
            if (!response.isOK()) {
                return new SaslAnswer.Refused(response.getRest());
            }
            setCapabilities(response);
            return new SaslAnswer.Accepted();
        } catch (ProtocolException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
