package dev.mailshell.camel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Hands a JSON document, the body, to a program elsewhere, by a POST over HTTP. A home's own routes make it; no built-in one does. It takes 30
 * seconds at most, and goes nowhere else than to its URL.
 */
public final class Webhook implements Processor {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Connects to nothing yet.
     *
     * @param url {@code https}, or {@code http} to this machine
     * @throws IllegalArgumentException if it is another one, or says a user
     */
    public Webhook(String url) {
        this.url = parsed(url);
        if (this.url.getHost() == null || !isPrivateWay(this.url)) {
            // Not the URL, which may be a secret.
            throw new IllegalArgumentException(
                    "a webhook would get replies in clear text (expected an https: URL, or http: to localhost)");
        }
        if (this.url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the URL of a webhook has a user (expected none)");
        }
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not the cause either, which repeats the URL.
            throw new IllegalArgumentException("the URL of a webhook is none (" + e.getReason() + " at character "
                    + e.getIndex() + ", expected an https: URL)");
        }
    }

    private static boolean isPrivateWay(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme()) && THIS_MACHINE.contains(url.getHost()));
    }

    /** Returns once the other side has answered 2xx. */
    @Override
    public void process(Exchange exchange) throws IOException, InterruptedException {
        byte[] document = exchange.getMessage().getBody(byte[].class);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(document))
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        // Unread: its status says all, and the limit of a request ends with the head of its answer.
        answer.body().close();
        int status = answer.statusCode();
        if (status / 100 != 2) {
            throw new IOException("the webhook did not take it (answered " + status + ", expected 2xx)");
        }
    }
}
