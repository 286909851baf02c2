package dev.mailshell.oauth;

import dev.mailshell.config.OAuthClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A login with a browser on any machine, which ends at an address where nobody listens: the person hands that address over (RFC 6749 section
 * 4.1, RFC 8252). Who else sees it can do nothing with it, without the verifier that stays here (RFC 7636).
 */
public final class BrowserLogin {

    /** Those that the system gives to outgoing connections: no program has one for itself. */
    private static final int FIRST_PORT = 49_152;

    private final AuthorizationServer server;
    private final String redirect;
    private final String state;
    private final String verifier;

    /** @throws IllegalArgumentException if the settings have no address for it */
    public BrowserLogin(AuthorizationServer server, SecureRandom random) {
        if (server.client().authorizeUrl().isEmpty()) {
            throw new IllegalArgumentException("there is no address for a login in a browser");
        }
        this.server = server;
        this.redirect = "http://127.0.0.1:" + (FIRST_PORT + random.nextInt(65_536 - FIRST_PORT)) + "/";
        this.state = token(random, 16);
        this.verifier = token(random, 32);
    }

    private static String token(SecureRandom random, int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return base64(token);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Where the person is to go. */
    public URI page() {
        OAuthClient client = server.client();
        String page = client.authorizeUrl().orElseThrow().toString();
        return URI.create(page + (page.contains("?") ? "&" : "?")
                + query("response_type", "code")
                + "&" + query("client_id", client.clientId())
                + "&" + query("redirect_uri", redirect)
                + "&" + query("scope", client.scope())
                + "&" + query("state", state)
                + "&" + query("code_challenge", challenge())
                + "&" + query("code_challenge_method", "S256"));
    }

    private static String query(String name, String value) {
        return name + "=" + AuthorizationServer.encoded(value);
    }

    private String challenge() {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each runtime has SHA-256", e);
        }
    }

    /**
     * Gets the tokens.
     *
     * @param address where the browser has ended
     * @throws LoginRefused if that is not the end of this login, or the person, or the server, did not agree
     * @throws IOException if there is no answer, or none that is one
     */
    public TokenGrant end(String address) throws LoginRefused, IOException {
        Map<String, String> said = parameters(address);
        if (!state.equals(said.get("state"))) {
            throw new LoginRefused(
                    "that is not the address at which this login has ended",
                    "run mailshell login again, open the address that it shows, and copy all of the one where the browser ends");
        }
        Optional<String> code = Optional.ofNullable(said.get("code"));
        if (code.isEmpty()) {
            throw Logins.refused(AnswerFields.refusal(said.getOrDefault("error", ""), ""));
        }
        TokenAnswer answer = server.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code.get(),
                "redirect_uri",
                redirect,
                "code_verifier",
                verifier));
        if (answer instanceof TokenAnswer.Granted granted) {
            return Logins.lasting(granted.grant());
        }
        throw Logins.refused((TokenAnswer.Refused) answer);
    }

    private static Map<String, String> parameters(String address) {
        String query = address.strip().replaceFirst("^[^?]*\\?", "").replaceFirst("#.*", "");
        return Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2)
                .collect(Collectors.toMap(
                        parameter -> parameter[0], parameter -> decoded(parameter[1]), (first, second) -> ""));
    }

    /** A text that is not encoded as it should be is not what we look for. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
