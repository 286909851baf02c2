package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    @Test
    void skipsInAChainWhatComesAfterAFailure() {
        assertThat(findings(Duration.ofMinutes(1), Group.chain("imap", good("dns"), bad("tcp"), good("tls"))))
                .containsExactly("ok dns fine", "fail tcp it is broken", "skipped tls because tcp failed");
    }

    @Test
    void goesOnAfterAFailureWhereChecksHaveNothingToDoWithEachOther() {
        assertThat(findings(Duration.ofMinutes(1), Group.of("mailbox", bad("folder"), good("room"))))
                .containsExactly("fail folder it is broken", "ok room fine");
    }

    @Test
    void skipsAGroupThatNeedsOneWithAFailure() {
        assertThat(findings(
                        Duration.ofMinutes(1),
                        Group.chain("imap", bad("tcp")),
                        Group.chain("smtp", good("tcp")),
                        Group.of("loop-back", good("delivery")).after("imap", "smtp"),
                        Group.of("submission", good("size")).after("smtp")))
                .containsExactly(
                        "fail tcp it is broken", "ok tcp fine", "skipped delivery because imap failed", "ok size fine");
    }

    @Test
    void skipsWhatIsNotWanted() {
        assertThat(findings(
                        Duration.ofMinutes(1),
                        Group.of("imap", bad("dns")).unless(true, "of --offline"),
                        Group.of("keys", good("own")).unless(false, "of --offline")))
                .containsExactly("skipped dns because of --offline", "ok own fine");
    }

    @Test
    void givesUpACheckThatHangs() {
        assertThat(findings(
                        Duration.ofMinutes(1),
                        Group.chain("imap", hanging("tls", Duration.ofMillis(20)), good("login"))))
                .containsExactly("fail tls it did not come to an end within 0 s", "skipped login because tls failed");
    }

    @Test
    void skipsWhatIsLeftWhenTheTimeForAllIsOver() {
        assertThat(findings(Duration.ZERO, Group.of("imap", good("dns"))))
                .containsExactly("skipped dns because all of it took longer than 0 s");
    }

    private static List<String> findings(Duration longest, Group... groups) {
        try (Examination examination = new Examination(new Trouble(false), longest)) {
            return examination.ofAll(List.of(groups)).stream()
                    .map(CompletableFuture::join)
                    .flatMap(List::stream)
                    .map(finding -> finding.state() + " " + finding.check() + " " + finding.fact())
                    .toList();
        }
    }

    private static Check good(String name) {
        return check(name, () -> List.of(Finding.ok(name, "fine")), Check.BOUND);
    }

    private static Check bad(String name) {
        return check(
                name,
                () -> {
                    throw new IOException("it is broken");
                },
                Check.BOUND);
    }

    private static Check hanging(String name, Duration bound) {
        return check(
                name,
                () -> {
                    new CountDownLatch(1).await();
                    return List.of();
                },
                bound);
    }

    private interface Look {
        List<Finding> look() throws Exception;
    }

    private static Check check(String name, Look look, Duration bound) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Finding> look() throws Exception {
                return look.look();
            }

            @Override
            public Duration bound() {
                return bound;
            }
        };
    }
}
