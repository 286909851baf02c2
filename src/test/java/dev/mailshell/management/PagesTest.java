package dev.mailshell.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final Watched watched = new Watched();
    private final Pages pages = new Pages(watched, true, nanoTime::get);

    private Answer get(String path) {
        return pages.answer(new Request(path, Optional.of("localhost")));
    }

    private Answer later(String path) {
        nanoTime.addAndGet(Pages.FRESH.toNanos());
        return get(path);
    }

    @Test
    void saysWhetherItRuns() {
        assertThat(get(Pages.LIVE).status()).isEqualTo(200);
        watched.alive = false;
        assertThat(later(Pages.LIVE).status()).isEqualTo(503);
    }

    @Test
    void isReadyOnlyIfEachCheckPassed() {
        assertThat(get(Pages.READY)).isEqualTo(Answer.text(200, "ready\ndisk ok: there is room"));

        watched.checks = List.of(new Check("disk", true, "there is room"), new Check("keys", false, "one has ended"));

        assertThat(later(Pages.READY))
                .isEqualTo(Answer.text(503, "not ready\ndisk ok: there is room\nkeys FAILED: one has ended"));
        assertThat(later(Pages.METRICS).body())
                .contains("mailshell_ready 0\n", "{check=\"disk\"} 1\n", "{check=\"keys\"} 0\n");
    }

    @Test
    void worksNothingOutTwiceInASecond() {
        assertThat(get(Pages.METRICS)).isEqualTo(get(Pages.METRICS));
        assertThat(watched.measured).hasValue(1);

        later(Pages.METRICS);

        assertThat(watched.measured).hasValue(2);
    }

    @Test
    void tellsNothingOfAFault() {
        watched.broken = true;

        assertThat(get(Pages.METRICS)).isEqualTo(Answer.text(500, "a fault of ours, which the log tells"));
    }

    @Test
    void knowsNoOtherPage() {
        assertThat(get("/").status()).isEqualTo(404);
        assertThat(get(Pages.METRICS + "/").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
    void answersWhoMeansThisMachine(String host) {
        assertThat(pages.answer(new Request(Pages.LIVE, Optional.of(host))).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "1.2.3", ""})
    void refusesAPageWhoseNameWasMadeToLeadHere(String host) {
        Request request = new Request(Pages.METRICS, Optional.of(host));

        assertThat(pages.answer(request).status()).isEqualTo(421);
        assertThat(new Pages(watched, false, nanoTime::get).answer(request).status())
                .as("on another address than one of loopback, others have names for it")
                .isEqualTo(200);
    }
}
