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

    SaslExchange(SaslLogin login, SaslWire wire) {
        this.login = login;
        this.wire = wire;
    }

    /**
     * Logs in to {@code account}.
     *
     * @return why the mail server does not let us in; empty if it does
     * @throws IOException if the connection breaks, or the mail server does not prove who it is where the mechanism wants that
     */
    Optional<String> run(SaslAccount account) throws IOException {
        if (!wire.offers(login.mechanism())) {
            return Optional.of("the mail server does not offer " + login.mechanism());
        }
        return login.prove(account, this::talk);
    }

    private Optional<String> talk(SaslClient client) throws IOException {
        Optional<byte[]> initial =
                client.hasInitialResponse() ? Optional.of(client.evaluateChallenge(new byte[0])) : Optional.empty();
        SaslAnswer answer = wire.begin(client.getMechanismName(), initial);
        for (int left = MOST_CHALLENGES; answer instanceof SaslAnswer.Challenge challenge; left--) {
            if (left == 0) {
                throw new SaslException("the mail server sends challenges without end");
            }
            answer = wire.respond(response(client, SaslWire.decoded(challenge.text())));
        }
        if (answer instanceof SaslAnswer.Refused refused) {
            return Optional.of(refused.words());
        }
        if (!client.isComplete()) {
            throw new SaslException("the mail server ends the login before it has proved who it is");
        }
        return Optional.empty();
    }

    private static byte[] response(SaslClient client, byte[] challenge) throws SaslException {
        try {
            byte[] response = client.evaluateChallenge(challenge);
            return response == null ? new byte[0] : response;
        } catch (IllegalStateException e) {
            // As mechanisms say that they are through.
            throw new SaslException("the mail server asks for more than " + client.getMechanismName() + " proves", e);
        }
    }
}
