package dev.mailshell.sasl;

import java.io.IOException;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** One login, by one mechanism and no other: there is nothing to fall back to. */
final class SaslExchange {

    /** GSSAPI takes three. */
    private static final int MOST_CHALLENGES = 10;

    private final SaslLogin login;
    private final SaslWire wire;
    private Optional<String> refusal = Optional.empty();

    SaslExchange(SaslLogin login, SaslWire wire) {
        this.login = login;
        this.wire = wire;
    }

    /**
     * Logs in at the {@code service} on {@code host}.
     *
     * @return why the mail server does not let us in; empty if it does
     * @throws IOException if the connection breaks, or the mail server does not prove who it is where the mechanism wants that
     */
    Optional<String> run(String service, String host) throws IOException {
        if (!wire.offers(login.mechanism())) {
            return Optional.of("the mail server does not offer " + login.mechanism());
        }
        login.prove(service, host, this::talk);
        return refusal;
    }

    private void talk(SaslClient client) throws IOException {
        Optional<byte[]> initial =
                client.hasInitialResponse() ? Optional.of(client.evaluateChallenge(new byte[0])) : Optional.empty();
        SaslAnswer answer = wire.begin(client.getMechanismName(), initial);
        for (int left = MOST_CHALLENGES; answer instanceof SaslAnswer.Challenge challenge; left--) {
            if (left == 0) {
                throw new SaslException("the mail server sends challenges without end");
            }
            if (client.isComplete()) {
                throw new SaslException("the mail server asks for more than " + client.getMechanismName() + " proves");
            }
            byte[] response = client.evaluateChallenge(SaslWire.decoded(challenge.text()));
            answer = wire.respond(response == null ? new byte[0] : response);
        }
        if (answer instanceof SaslAnswer.Refused refused) {
            refusal = Optional.of(refused.words());
        } else if (!client.isComplete()) {
            throw new SaslException("the mail server ends the login before it has proved who it is");
        }
    }
}
