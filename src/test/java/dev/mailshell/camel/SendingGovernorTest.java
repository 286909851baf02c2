package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.SendingLimits;
import dev.mailshell.credential.CredentialFailure;
import dev.mailshell.e2e.LogLines;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingGovernorTest {

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void letsAsManyThroughInADayAsAreAllowedAndThenOneForEachThatIsADayOld() throws Exception {
        SendingGovernor governor = perDay(3);
        for (int i = 0; i < 3; i++) {
            governor.take(1);
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(governor.pause().orElseThrow().until()).isEqualTo(Instant.parse("2026-11-28T10:00:00Z"));
        now = Instant.parse("2026-11-28T09:59:59Z");
        assertThatThrownBy(() -> governor.take(1)).isInstanceOf(SendingPaused.class);
        now = now.plusSeconds(1);
        governor.take(1);
        assertThat(governor.pause().orElseThrow().until()).isEqualTo(Instant.parse("2026-11-28T11:00:00Z"));
    }

    @Test
    void spreadsABurstOverMinutes() throws Exception {
        SendingGovernor governor = open(new SendingLimits(OptionalInt.of(100), OptionalInt.of(2)));
        governor.take(1);
        governor.take(1);

        assertThat(governor.pause().orElseThrow().why()).isEqualTo(SendingPaused.Cause.MINUTE);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(governor.pause()).isEmpty();
    }

    @Test
    void countsEachRecipient() throws Exception {
        SendingGovernor governor = perDay(3);
        governor.take(3);

        assertThat(governor.ofLastDay()).isEqualTo(3);
        assertThat(governor.pause()).isPresent();
    }

    @Test
    void letsNoMailToSeveralGoBeyondTheLimit() throws Exception {
        SendingGovernor governor = perDay(5);
        governor.take(2);
        now = now.plus(Duration.ofHours(1));
        governor.take(1);

        assertThatThrownBy(() -> governor.take(4))
                .isInstanceOfSatisfying(SendingPaused.class, paused -> assertThat(paused.until())
                        .isEqualTo(Instant.parse("2026-11-28T10:00:00Z")));
        assertThat(governor.ofLastDay()).isEqualTo(3);
        now = Instant.parse("2026-11-28T10:00:00Z");
        governor.take(4);
    }

    @Test
    void letsAMailToMoreThanTheLimitGoWhenNothingElseHas() throws Exception {
        SendingGovernor governor = perDay(2);
        governor.take(3);

        assertThat(governor.ofLastDay()).isEqualTo(3);
        assertThatThrownBy(() -> governor.take(1)).isInstanceOf(SendingPaused.class);
    }

    @Test
    void aRestartGivesNothingBack() throws Exception {
        perDay(2).take(1);
        perDay(2).take(1);

        assertThat(perDay(2).pause()).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void readsOnAfterALineThatAKillHasCutAndAfterRubbish() throws Exception {
        perDay(9).take(1);
        Files.writeString(
                file(), "17956\n-1\n99999999999999999999999\n\u0000\u00ff rubbish\n1795", StandardOpenOption.APPEND);

        assertThat(perDay(9).ofLastDay()).isEqualTo(1);
    }

    @Test
    void aClockThatWasAYearAheadBlocksForADayAtMost() throws Exception {
        now = now.plus(Duration.ofDays(365));
        perDay(1).take(1);
        now = now.minus(Duration.ofDays(365));
        SendingGovernor governor = perDay(1);

        assertThat(governor.pause().orElseThrow().until()).isEqualTo(now.plus(Duration.ofDays(1)));
        now = now.plus(Duration.ofDays(1));
        assertThat(governor.pause()).isEmpty();
    }

    @Test
    void aPauseThatBeganWhileTheClockWasAheadDoesNotLastUntilThen() throws Exception {
        SendingGovernor throttled = open(SendingLimits.NONE);
        throttled.failed(new MessagingException("421 4.7.0 Try again later, closing connection"));
        SendingGovernor refused = open(SendingLimits.NONE);
        refused.failed(new AuthenticationFailedException("535 5.7.8 no"));
        assertThat(throttled.pause()).isPresent();
        assertThat(refused.pause()).isPresent();

        now = now.minus(Duration.ofDays(365));

        assertThat(throttled.pause()).isEmpty();
        assertThat(refused.pause()).isEmpty();
    }

    @Test
    void thatThereIsNoTicketOrTokenIsNoRefusedLogin() throws Exception {
        SendingGovernor governor = open(SendingLimits.NONE);
        CredentialFailure none = new CredentialFailure("there is no ticket for web1", "wait", null) {
            private static final long serialVersionUID = 1L;

            @Override
            public String lacking() {
                return "a ticket";
            }
        };
        governor.failed(new AuthenticationFailedException("there is no ticket for web1", none));

        assertThat(governor.pause()).isEmpty();
    }

    @Test
    void itsFileDoesNotGrowForGood() throws Exception {
        SendingGovernor governor = open(SendingLimits.NONE);
        for (int day = 0; day < 20; day++) {
            for (int i = 0; i < 100; i++) {
                governor.take(1);
            }
            now = now.plus(Duration.ofDays(1));
        }

        assertThat(Files.readAllLines(file())).hasSizeLessThan(1500);
    }

    @Test
    void withoutALimitNothingIsHeldUp() throws Exception {
        SendingGovernor governor = open(SendingLimits.NONE);
        for (int i = 0; i < 1000; i++) {
            governor.take(1);
        }

        assertThat(governor.pause()).isEmpty();
    }

    @Test
    void tellsOnceThatTheMailsOfADayAreSentAndAgainNextTime() throws Exception {
        SendingGovernor governor = perDay(1);
        try (LogLines log = LogLines.of("mailshell.delivery")) {
            for (int day = 1; day <= 2; day++) {
                governor.take(1);
                governor.pause();
                governor.pause();
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("per-day"))
                        .hasSize(day);
                now = now.plus(Duration.ofDays(1));
                assertThat(governor.pause()).isEmpty();
            }
        }
    }

    @Test
    void beginsAnewOnceTheProviderTakesAMail() throws Exception {
        SendingGovernor governor = open(SendingLimits.NONE);
        for (int i = 0; i < 10; i++) {
            governor.failed(new MessagingException("421 4.7.0 Try again later, closing connection"));
            now = governor.pause().orElseThrow().until();
        }
        governor.failed(new MessagingException("421 4.7.0 Try again later, closing connection"));
        assertThat(governor.pause().orElseThrow().until()).isAfter(now.plus(Duration.ofMinutes(40)));
        now = now.plus(Duration.ofHours(1));
        governor.accepted();

        governor.failed(new MessagingException("421 4.7.0 Try again later, closing connection"));
        assertThat(governor.pause().orElseThrow().until()).isBetween(now.plusSeconds(40), now.plusSeconds(60));
    }

    private SendingGovernor perDay(int mails) throws IOException {
        return open(new SendingLimits(OptionalInt.of(mails), OptionalInt.empty()));
    }

    private SendingGovernor open(SendingLimits limits) throws IOException {
        return SendingGovernor.open(file(), limits, () -> now, new Random(1));
    }

    private Path file() {
        return directory.resolve("submissions");
    }
}
