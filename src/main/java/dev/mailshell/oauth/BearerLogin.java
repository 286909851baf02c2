package dev.mailshell.oauth;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.sasl.SaslAccount;
import dev.mailshell.sasl.SaslLogin;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** Shows a token by SASL OAUTHBEARER (RFC 7628); it is the secret of the account. Nothing that this says holds the token. */
public final class BearerLogin implements SaslLogin {

    private static final String MECHANISM = "OAUTHBEARER";

    /** Of RFC 6750 section 2.1: nothing of it ends a field of the mechanism. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final int LONGEST_ERROR = 4096;

    @Override
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public Optional<String> prove(SaslAccount account, Talk talk) throws IOException {
        Bearer client = new Bearer(account);
        return talk.with(client).map(words -> client.refusal.orElse(words));
    }

    /** Through with its first words, unless the mail server answers with an error: that is answered, too, and then it is refused. */
    private static final class Bearer implements SaslClient {

        private static final byte[] SEEN = {1};

        private final ObjectMapper json = StrictJson.mapper();
        private final String token;
        private final byte[] response;
        private boolean sent;
        private Optional<String> refusal = Optional.empty();

        Bearer(SaslAccount account) throws SaslException {
            token = account.secret();
            if (!TOKEN.matcher(token).matches()) {
                throw new SaslException("the token has another form than RFC 6750 allows");
            }
            String user = account.user().replace("=", "=3D").replace(",", "=2C");
            response = String.join(
                            "\1",
                            "n,a=" + user + ",",
                            "host=" + account.host(),
                            "port=" + account.port(),
                            "auth=Bearer " + token,
                            "",
                            "")
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String getMechanismName() {
            return MECHANISM;
        }

        @Override
        public boolean hasInitialResponse() {
            return true;
        }

        @Override
        public byte[] evaluateChallenge(byte[] challenge) {
            if (refusal.isPresent()) {
                throw new IllegalStateException("nothing is left to answer");
            }
            if (sent) {
                refusal = Optional.of(words(error(challenge)));
                return SEEN.clone();
            }
            sent = true;
            return response.clone();
        }

        private static String words(TokenAnswer.Refused error) {
            String scope = error.words().isEmpty() ? "" : "; it wants one for " + error.words();
            return "the mail server refuses the token (" + error.code() + scope + ")";
        }

        private TokenAnswer.Refused error(byte[] challenge) {
            if (challenge.length > LONGEST_ERROR) {
                return AnswerFields.refusal("", "");
            }
            try {
                List<String> secrets = List.of(token, Base64.getEncoder().encodeToString(response));
                return new AnswerFields(json.readTree(challenge)).refusal("status", "scope", secrets);
            } catch (IOException e) {
                // Whatever else it says, it is no.
                return AnswerFields.refusal("", "");
            }
        }

        @Override
        public boolean isComplete() {
            return sent && refusal.isEmpty();
        }

        @Override
        public byte[] unwrap(byte[] incoming, int offset, int length) {
            throw new IllegalStateException(MECHANISM + " has no security layer");
        }

        @Override
        public byte[] wrap(byte[] outgoing, int offset, int length) {
            throw new IllegalStateException(MECHANISM + " has no security layer");
        }

        @Override
        public Object getNegotiatedProperty(String name) {
            return null;
        }

        @Override
        public void dispose() {}
    }
}
