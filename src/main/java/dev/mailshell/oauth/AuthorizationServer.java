package dev.mailshell.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.config.Secret;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Asks an authorization server, by TLS only. An answer is bounded in time and in size, is not followed elsewhere, and is JSON in which no name
 * comes twice; names that we do not know are left aside, as RFC 6749 wants it.
 */
public final class AuthorizationServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> NO_SECRETS = Set.of("grant_type", "scope", "redirect_uri");
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final OAuthClient client;
    private final HttpClient http;
    private final Duration patience;
    private final ObjectMapper json = StrictJson.mapper();

    /**
     * Connects with the first question.
     *
     * @param tls whose certificates are trusted
     */
    public AuthorizationServer(OAuthClient client, SSLContext tls) {
        this(client, tls, PATIENCE);
    }

    /** @param patience how long an answer may take, all of it */
    AuthorizationServer(OAuthClient client, SSLContext tls, Duration patience) {
        this.client = client;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .sslContext(tls)
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"}))
                .build();
    }

    OAuthClient client() {
        return client;
    }

    /**
     * Asks for a token.
     *
     * @param grant the fields of one kind of grant; who we are is added
     * @throws IOException if there is no answer, or none that is one
     */
    TokenAnswer token(Map<String, String> grant) throws IOException {
        Map<String, String> form = new TreeMap<>(grant);
        client.clientSecret().map(Secret::reveal).ifPresent(secret -> form.put("client_secret", secret));
        Answer answer = ask(client.tokenUrl(), form);
        return answer.succeeded()
                ? new TokenAnswer.Granted(answer.fields().grant())
                : answer.fields().refusal(secrets(form));
    }

    private static List<String> secrets(Map<String, String> form) {
        return form.entrySet().stream()
                .filter(field -> !NO_SECRETS.contains(field.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Sends {@code form}, with the name of the client; any answer that is JSON. */
    Answer ask(URI url, Map<String, String> form) throws IOException {
        Map<String, String> sent = new TreeMap<>(form);
        sent.put("client_id", client.clientId());
        HttpRequest request = HttpRequest.newBuilder(secure(url))
                .timeout(patience)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(sent)))
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, head -> new BoundedBody(LONGEST_ANSWER)));
        int status = response.statusCode();
        // Of all others, what is in them is no answer to us.
        if (status != 200 && status != 400 && status != 401) {
            throw new IOException(url.getHost() + " answers with HTTP status " + status);
        }
        return new Answer(status == 200, fields(url, response.body()));
    }

    /** Also of settings that were made in another way than they are read. */
    private static URI secure(URI url) {
        if (!"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("secrets go by https only");
        }
        return url;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The limit of a request ends with the head of its answer; this one is for all of it. */
    private <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("there is no answer in " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(words(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static String words(Throwable failure) {
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof ConnectException
                ? "no connection"
                : failure.getClass().getSimpleName();
    }

    private AnswerFields fields(URI url, byte[] body) throws IOException {
        try {
            return new AnswerFields(json.readTree(body));
        } catch (JsonProcessingException e) {
            // Its words would hold what was read.
            throw new IOException(url.getHost() + " answers with what is not JSON");
        }
    }

    /**
     * What it says.
     *
     * @param succeeded whether it has done what it was asked for
     */
    record Answer(boolean succeeded, AnswerFields fields) {}
}
