package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ops.example.org/",
                "http://127.0.0.1.example.org/",
                "http://127.0.0.1@ops.example.org/",
                "ftp://localhost/",
                "file:///etc/passwd",
                "https:ops.example.org",
                "/hook"
            })
    void goesNowhereInClearText(String url) {
        assertThatThrownBy(() -> new Webhook(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected an https: URL, or http: to localhost)")
                .hasMessageNotContaining(url);
    }

    @Test
    void repeatsNoSecretOfAUrlThatIsNone() {
        assertThatThrownBy(() -> new Webhook("https://ops.example.org/a secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an https: URL")
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @Test
    void hasNoPasswordInItsUrl() {
        assertThatThrownBy(() -> new Webhook("https://alice:secret@ops.example.org/"))
                .hasMessage("the URL of a webhook has a user (expected none)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ops.example.org/a?b=c", "http://localhost:1/", "http://[::1]/", "HTTP://127.0.0.1/"})
    void goesByTlsOrStaysOnThisMachine(String url) {
        assertThatCode(() -> new Webhook(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 500})
    void failsUnlessItIsTakenAndIsNotSentElsewhere(int status) throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", request -> {
            request.getResponseHeaders().add("Location", "/elsewhere");
            request.sendResponseHeaders(status, -1);
            request.close();
        });
        server.createContext("/elsewhere", request -> {
            elsewhere.incrementAndGet();
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        server.start();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange reply = new DefaultExchange(context);
            reply.getMessage().setBody("{}".getBytes(StandardCharsets.UTF_8));
            Webhook webhook =
                    new Webhook("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");

            assertThatThrownBy(() -> webhook.process(reply))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the webhook did not take it (answered " + status + ", expected 2xx)");
            assertThat(elsewhere).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(20)
    void readsNoAnswerThatHasNoEnd() throws Exception {
        CountDownLatch noLongerListenedTo = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", request -> {
            request.sendResponseHeaders(200, 0);
            try (OutputStream body = request.getResponseBody()) {
                while (true) {
                    body.write(new byte[8192]);
                }
            } catch (IOException e) {
                noLongerListenedTo.countDown();
            }
        });
        server.start();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange reply = new DefaultExchange(context);
            reply.getMessage().setBody("{}".getBytes(StandardCharsets.UTF_8));

            new Webhook("http://127.0.0.1:" + server.getAddress().getPort() + "/hook").process(reply);

            noLongerListenedTo.await();
        } finally {
            server.stop(0);
        }
    }
}
