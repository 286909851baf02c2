package dev.mailshell.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.Test;

/** Logins at mail servers that do not keep to the mechanism. */
class SaslExchangeTest {

    private static final SaslAccount ACCOUNT = new SaslAccount("imap", "localhost", 993, "web1@mail.test", "");

    private final List<String> said = new ArrayList<>();

    @Test
    void takesAnAnswerThatLetsUsIn() throws Exception {
        assertThat(new SaslExchange(new ExternalLogin(), answering(new SaslAnswer.Accepted())).run(ACCOUNT))
                .isEmpty();
        assertThat(said).containsExactly("EXTERNAL");
    }

    @Test
    void endsIfItIsAskedForMoreThanThereIsToProve() {
        SaslExchange exchange = new SaslExchange(new ExternalLogin(), answering(new SaslAnswer.Challenge("")));

        assertThatThrownBy(() -> exchange.run(ACCOUNT))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server asks for more than EXTERNAL proves");
        assertThat(said).containsExactly("EXTERNAL");
    }

    @Test
    void endsIfChallengesHaveNoEnd() {
        SaslExchange exchange = new SaslExchange(new Talkative(), answering(new SaslAnswer.Challenge("YWJj")));

        assertThatThrownBy(() -> exchange.run(ACCOUNT))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server sends challenges without end");
        assertThat(said).hasSize(11);
    }

    @Test
    void isNotLetInBeforeTheMailServerHasProvedWhoItIs() {
        SaslExchange exchange = new SaslExchange(new Talkative(), answering(new SaslAnswer.Accepted()));

        assertThatThrownBy(() -> exchange.run(ACCOUNT))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server ends the login before it has proved who it is");
    }

    private SaslWire answering(SaslAnswer answer) {
        return new SaslWire() {
            @Override
            public boolean offers(String mechanism) {
                return true;
            }

            @Override
            public SaslAnswer begin(String mechanism, Optional<byte[]> initialResponse) {
                said.add(mechanism);
                return answer;
            }

            @Override
            public SaslAnswer respond(byte[] response) {
                said.add(SaslWire.base64(response));
                return answer;
            }
        };
    }

    /** Answers whatever it is asked, and is never through. */
    private static final class Talkative implements SaslLogin {

        @Override
        public String mechanism() {
            return "TALKATIVE";
        }

        @Override
        public void prepare() {}

        @Override
        public Optional<String> prove(SaslAccount account, Talk talk) throws IOException {
            return talk.with(new Endless());
        }
    }

    private static final class Endless implements SaslClient {

        @Override
        public String getMechanismName() {
            return "TALKATIVE";
        }

        @Override
        public boolean hasInitialResponse() {
            return false;
        }

        @Override
        public byte[] evaluateChallenge(byte[] challenge) {
            return challenge;
        }

        @Override
        public boolean isComplete() {
            return false;
        }

        @Override
        public byte[] unwrap(byte[] incoming, int offset, int length) {
            return incoming;
        }

        @Override
        public byte[] wrap(byte[] outgoing, int offset, int length) {
            return outgoing;
        }

        @Override
        public Object getNegotiatedProperty(String name) {
            return null;
        }

        @Override
        public void dispose() {}
    }
}
