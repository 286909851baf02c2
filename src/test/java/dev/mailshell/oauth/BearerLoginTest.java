package dev.mailshell.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.sasl.SaslAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in OAUTHBEARER, and what of an answer is repeated. */
class BearerLoginTest {

    private static final String TOKEN = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";
    private static final String UNKNOWN = "the mail server refuses the token (no reason that is known)";

    private static SaslAccount account(String user, String token) {
        return new SaslAccount("imap", "server.example.com", 143, user, token);
    }

    private static String first(String user) throws IOException {
        byte[][] said = new byte[1][];
        Optional<String> refusal = new BearerLogin().prove(account(user, TOKEN), client -> {
            assertThat(client.hasInitialResponse()).isTrue();
            said[0] = client.evaluateChallenge(new byte[0]);
            assertThat(client.isComplete()).isTrue();
            return Optional.empty();
        });
        assertThat(refusal).isEmpty();
        return new String(said[0], StandardCharsets.UTF_8);
    }

    /** What is said of a mail server that answers with {@code error}, and then refuses. */
    private static String refusal(String error) throws IOException {
        return new BearerLogin()
                .prove(account("user@example.com", TOKEN), client -> {
                    client.evaluateChallenge(new byte[0]);
                    assertThat(client.evaluateChallenge(error.getBytes(StandardCharsets.UTF_8)))
                            .containsExactly(1);
                    assertThat(client.isComplete()).isFalse();
                    return Optional.of("the words of the mail server");
                })
                .orElseThrow();
    }

    /** The example of RFC 7628 section 4.1. */
    @Test
    void beginsAsTheStandardDoes() throws Exception {
        assertThat(Base64.getEncoder().encodeToString(first("user@example.com").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRx"
                                + "bVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
    }

    @ParameterizedTest
    @CsvSource({"'a,n=b@example.com', 'a=2Cn=3Db@example.com'", "'jürgen', 'jürgen'"})
    void writesAUserSoThatItEndsWhereItEnds(String user, String written) throws Exception {
        assertThat(first(user))
                .isEqualTo("n,a=" + written + ",\1host=server.example.com\1port=143\1auth=Bearer " + TOKEN + "\1\1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\1auth=other", "a b", "a=b", "a\r\nb", "tökén", "==", "a\""})
    void showsNoTokenOfAnotherForm(String token) {
        assertThatThrownBy(() -> new BearerLogin().prove(account("user", token), client -> Optional.empty()))
                .isInstanceOf(SaslException.class)
                .hasMessage("the token has another form than RFC 6750 allows");
    }

    @Test
    void saysWhatTheErrorIs() throws Exception {
        assertThat(
                        refusal(
                                "{\"status\":\"invalid_token\",\"scope\":\"mail offline\",\"openid-configuration\":\"https://x\"}"))
                .isEqualTo("the mail server refuses the token (invalid_token; it wants one for mail offline)");
        assertThat(refusal("{\"status\":\"401\",\"schemes\":\"bearer\"}"))
                .isEqualTo("the mail server refuses the token (401)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"status\":1}",
                "{\"status\":\"Invalid token\\u001b[2J\"}",
                "{\"status\":\"a\",\"status\":\"b\"}",
                "{\"status\":\"a\"} {}",
                "{\"a\":[[[[[[[[[[[[]]]]]]]]]]]],\"status\":\"a\"}"
            })
    void repeatsNothingOfAnErrorOfAnotherForm(String error) throws Exception {
        assertThat(refusal(error)).isEqualTo(UNKNOWN);
    }

    @Test
    void readsNoErrorWithoutEnd() throws Exception {
        String error = "{\"status\":\"invalid_token\"}";

        assertThat(refusal(error + " ".repeat(4096 - error.length()))).contains("(invalid_token)");
        assertThat(refusal(error + " ".repeat(4097 - error.length()))).isEqualTo(UNKNOWN);
    }

    @Test
    void showsOneLineOfAScopeAndNotAllOfIt() throws Exception {
        assertThat(refusal("{\"status\":\"a\",\"scope\":\"s\\u001b[2J\\nx\"}"))
                .isEqualTo("the mail server refuses the token (a; it wants one for s?[2J)");
        assertThat(refusal("{\"status\":\"a\",\"scope\":\"" + "s".repeat(1000) + "\"}"))
                .endsWith("for " + "s".repeat(200) + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'status':'a','scope':'x SECRET x'}", "{'status':'SECRET'}"})
    void repeatsNoTokenThatTheMailServerRepeats(String error) throws Exception {
        String sent =
                Base64.getEncoder().encodeToString(first("user@example.com").getBytes(StandardCharsets.UTF_8));

        for (String secret : new String[] {TOKEN, sent}) {
            assertThat(refusal(error.replace('\'', '"').replace("SECRET", secret)))
                    .startsWith("the mail server refuses the token (")
                    .doesNotContain(secret);
        }
    }

    @Test
    void repeatsNoTokenThatLooksLikeAStatus() throws Exception {
        String hexadecimal = "0123456789abcdef0123456789abcdef";

        Optional<String> refusal = new BearerLogin().prove(account("user", hexadecimal), client -> {
            client.evaluateChallenge(new byte[0]);
            client.evaluateChallenge(("{\"status\":\"" + hexadecimal + "\"}").getBytes(StandardCharsets.UTF_8));
            return Optional.of("no");
        });

        assertThat(refusal).contains(UNKNOWN);
    }

    @Test
    void saysWhatTheMailServerSaysIfItGivesNoError() throws Exception {
        assertThat(new BearerLogin().prove(account("user", TOKEN), client -> {
                    client.evaluateChallenge(new byte[0]);
                    return Optional.of("454 4.7.0 not now");
                }))
                .contains("454 4.7.0 not now");
    }

    @Test
    void hasNothingToSayAfterThat() throws Exception {
        new BearerLogin().prove(account("user", TOKEN), client -> {
            client.evaluateChallenge(new byte[0]);
            client.evaluateChallenge("{}".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> client.evaluateChallenge("{}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalStateException.class);
            assertLayerless(client);
            return Optional.of("no");
        });
    }

    private static void assertLayerless(SaslClient client) {
        assertThatThrownBy(() -> client.wrap(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.unwrap(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
