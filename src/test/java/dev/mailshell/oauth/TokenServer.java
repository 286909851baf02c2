package dev.mailshell.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.config.Secret;
import dev.mailshell.config.TokenMechanism;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.realmail.TrustedTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * An authorization server on loopback. Over TLS it gives out tokens as RFC 6749, RFC 7636 and RFC 8628 say, each refresh token for one use; in
 * clear text, for the mail server beside it, it says whose an access token is (RFC 7662).
 */
public final class TokenServer implements AutoCloseable {

    /** The secret of every client. */
    public static final String CLIENT_SECRET = "the-secret-of-the-client";

    private static final String DEVICE_CODE = "device-code-that-is-secret";

    /** One that is not as it should be. */
    record Reply(int status, String body) {}

    private final Path caFile;
    private final HttpsServer https;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SecureRandom random = new SecureRandom();
    private final List<Map<String, String>> asked = new ArrayList<>();
    private final Deque<Reply> scripted = new ArrayDeque<>();
    private final Map<String, String> refreshTokens = new HashMap<>();
    private final Map<String, String> accessTokens = new HashMap<>();
    private final Map<String, String> challenges = new HashMap<>();
    private final List<String> given = new ArrayList<>();
    private int pending;
    private long lifetime = 3600;
    private boolean rotating = true;
    private boolean known = true;
    private int length = 18;

    private TokenServer(Path caFile, TlsFiles tls) throws IOException {
        this.caFile = caFile;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.https = HttpsServer.create(anyPort, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        https.createContext("/", exchange -> answer(exchange, this::secured));
        https.setExecutor(threads);
        https.start();
        this.http = HttpServer.create(anyPort, 0);
        http.createContext("/introspect", exchange -> answer(exchange, (path, form) -> introspected(form)));
        http.setExecutor(threads);
        http.start();
    }

    /** With a certificate of its own authority, both in {@code directory}. */
    public static TokenServer start(Path directory) throws Exception {
        ThrowAwayCa ca = new ThrowAwayCa(Clock.systemUTC());
        ca.writeCertificate(directory.resolve("login-ca.pem"));
        ca.writeServer(directory.resolve("login.key"), directory.resolve("login.pem"));
        return start(directory.resolve("login-ca.pem"), directory.resolve("login.pem"), directory.resolve("login.key"));
    }

    /** With a certificate for {@code localhost} that is there. */
    public static TokenServer start(Path caFile, Path certificate, Path key) throws IOException {
        return new TokenServer(caFile, TlsFiles.open(certificate, key, new SecureRandom()));
    }

    /** Who has signed its certificate. */
    public Path caFile() {
        return caFile;
    }

    SSLContext tls() throws Exception {
        return TrustedTls.trusting(caFile);
    }

    /** One of its addresses. */
    public URI url(String path) {
        return URI.create("https://localhost:" + https.getAddress().getPort() + path);
    }

    /** Where the mail server asks whose a token is. */
    public String introspection() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/introspect";
    }

    OAuthClient client(boolean application) {
        return new OAuthClient(
                application,
                "web1@mail.test",
                Optional.of(new Secret(CLIENT_SECRET)),
                url("/token"),
                Optional.of(url("/device")),
                Optional.of(url("/authorize?access_type=offline")),
                "mail offline_access",
                TokenMechanism.XOAUTH2);
    }

    /** How a home uses it, as an environment. The name of the client is the login at the mail server. */
    public Map<String, String> environment(String user) {
        return Map.of(
                "MAILSHELL_LOGIN",
                "oauth",
                "MAILSHELL_OAUTH_CLIENT_ID",
                user,
                "MAILSHELL_OAUTH_CLIENT_SECRET",
                CLIENT_SECRET,
                "MAILSHELL_OAUTH_TOKEN_URL",
                url("/token").toString(),
                "MAILSHELL_OAUTH_DEVICE_URL",
                url("/device").toString(),
                "MAILSHELL_OAUTH_SCOPE",
                "mail offline_access",
                "MAILSHELL_TLS_CA_FILE",
                caFile.toString());
    }

    /** How long access tokens count from now on, in seconds. */
    public synchronized void setLifetime(long seconds) {
        lifetime = seconds;
    }

    /** How many random bytes are in a token from now on. */
    public synchronized void setLength(int bytes) {
        length = bytes;
    }

    /** Knows access tokens, or none of them, when a mail server asks; one that was asked about in vain is dead. */
    public synchronized void setKnown(boolean knows) {
        known = knows;
    }

    /** Gives out no new refresh tokens from now on: the old ones stay. */
    synchronized void keepRefreshTokens() {
        rotating = false;
    }

    /** Lets so many questions for a device be asked before its person is through. */
    synchronized void keepPending(int questions) {
        pending = questions;
    }

    /** Answers the next question so. */
    synchronized void script(int status, String body) {
        scripted.add(new Reply(status, body));
    }

    /** Ends all logins: no token counts any more. */
    public synchronized void revokeAll() {
        refreshTokens.clear();
        accessTokens.clear();
    }

    /** The forms that were sent to where tokens are given out. */
    synchronized List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    /** How many questions for tokens of {@code kind} there were. */
    public synchronized long asked(String kind) {
        return asked.stream()
                .filter(form -> kind.equals(form.get("grant_type")))
                .count();
    }

    /** All tokens that it ever gave out, and what else is secret. */
    public synchronized List<String> secrets() {
        List<String> secrets = new ArrayList<>(given);
        secrets.add(CLIENT_SECRET);
        secrets.add(DEVICE_CODE);
        return secrets;
    }

    /** As a person agrees in a browser at {@code page}: where the browser is sent then. */
    public synchronized String agree(URI page) {
        Map<String, String> query = form(page.getRawQuery());
        String code = token("code");
        challenges.put(code, query.get("code_challenge"));
        return query.get("redirect_uri") + "?state=" + query.get("state") + "&code=" + code + "&scope=mail";
    }

    /** A login that was made in another way. */
    synchronized TokenGrant grant(String user) {
        String refresh = token("refresh");
        refreshTokens.put(refresh, user);
        return new TokenGrant(access(user), java.time.Duration.ofSeconds(lifetime), Optional.of(refresh));
    }

    private synchronized Reply secured(String path, Map<String, String> form) {
        if (path.equals("/token")) {
            asked.add(form);
        }
        if (!scripted.isEmpty()) {
            return scripted.poll();
        }
        return switch (path) {
            case "/token" -> CLIENT_SECRET.equals(form.get("client_secret")) ? token(form) : error("invalid_client");
            case "/device" ->
                new Reply(
                        200,
                        "{\"device_code\":\"" + DEVICE_CODE + "\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\""
                                + url("/go") + "\",\"expires_in\":900,\"interval\":1,\"message\":\"for people\"}");
            default -> new Reply(404, "{}");
        };
    }

    private Reply token(Map<String, String> form) {
        String user = form.get("client_id");
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> granted(user, Optional.empty());
            case "refresh_token" -> refreshed(form.get("refresh_token"));
            case "urn:ietf:params:oauth:grant-type:device_code" ->
                pending-- > 0 ? error("authorization_pending") : granted(user, Optional.of(token("refresh")));
            case "authorization_code" ->
                challenge(form.get("code_verifier")).equals(challenges.remove(form.get("code")))
                        ? granted(user, Optional.of(token("refresh")))
                        : error("invalid_grant");
            default -> error("unsupported_grant_type");
        };
    }

    private Reply refreshed(String old) {
        if (!refreshTokens.containsKey(old)) {
            return error("invalid_grant");
        }
        String user = refreshTokens.get(old);
        if (!rotating) {
            return granted(user, Optional.empty());
        }
        refreshTokens.remove(old);
        return granted(user, Optional.of(token("refresh")));
    }

    private Reply granted(String user, Optional<String> refresh) {
        refresh.ifPresent(token -> refreshTokens.put(token, user));
        return new Reply(
                200,
                "{\"access_token\":\"" + access(user) + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime
                        + refresh.map(token -> ",\"refresh_token\":\"" + token + "\"")
                                .orElse("") + ",\"scope\":\"mail\"}");
    }

    private String access(String user) {
        String token = token("access");
        accessTokens.put(token, user);
        return token;
    }

    private String token(String kind) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        String token = kind + "." + Base64.getUrlEncoder().encodeToString(bytes);
        given.add(token);
        return token;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply error(String code) {
        return new Reply(400, "{\"error\":\"" + code + "\",\"error_description\":\"words about it\\nand more\"}");
    }

    private synchronized Reply introspected(Map<String, String> form) {
        if (!known) {
            accessTokens.remove(form.get("token"));
        }
        String user = accessTokens.get(form.get("token"));
        return new Reply(200, user == null ? "{\"active\":false}" : "{\"active\":true,\"username\":\"" + user + "\"}");
    }

    /** What is done with a form. */
    @FunctionalInterface
    private interface Work {
        Reply of(String path, Map<String, String> form);
    }

    private static void answer(HttpExchange exchange, Work work) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = work.of(exchange.getRequestURI().getPath(), form(body));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (reply.status() / 100 == 3) {
                exchange.getResponseHeaders().add("Location", reply.body());
            }
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> form = new HashMap<>();
        for (String field : encoded.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Map.copyOf(form);
    }

    @Override
    public void close() {
        https.stop(0);
        http.stop(0);
        threads.shutdownNow();
    }
}
