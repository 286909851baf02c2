package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told if its clock and the server's are an hour apart, whatever mail server is between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WrongClockContract {

    /** Added to both clocks, so that the keys are valid for both, also for one that is slow. */
    private static final Duration BASE = Duration.ofHours(2);

    /** The one that is wrong. */
    final ShiftedClock serverClock = new ShiftedClock(BASE);

    private Path directory;
    private Parties parties;
    private Replies replies;
    private Path trace;

    /** Alice and web1, not started. */
    abstract Parties create(Path directory) throws Exception;

    @BeforeAll
    void start(@TempDir Path homes) throws Exception {
        directory = homes;
        parties = create(homes);
        parties.setClock(new ShiftedClock(BASE));
        parties.startClient("alice");
        parties.setClock(serverClock);
        parties.startServer("web1");
        replies = new Replies(parties.home("alice"));
    }

    @AfterAll
    void stop() {
        if (parties != null) {
            parties.close();
        }
    }

    @BeforeEach
    void setTheClockRight() throws Exception {
        serverClock.shift(Duration.ZERO);
        trace = Files.createTempDirectory(directory, "trace").resolve("trace");
    }

    Parties parties() {
        return parties;
    }

    Replies replies() {
        return replies;
    }

    /** A file of which each run makes one longer. */
    Path trace() {
        return trace;
    }

    /** Sends a command with these options, in JSON, from alice to web1, and waits for its reply. */
    Reply send(String name, String options) throws Exception {
        return replies.awaitFor(
                parties,
                "alice",
                name + ".json",
                "{\"to\":[\"web1\"]," + options + "\"command\":{\"line\":\"echo ran >> " + trace + "\"}}");
    }

    /** The client's clock is an hour ahead, or the server's an hour slow. */
    @Test
    void namesBothClocksIfACommandIsFromTheFuture() throws Exception {
        serverClock.shift(Duration.ofHours(-1));

        Reply reply = send("early", "");

        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        Explanation reason = reply.reason().orElseThrow();
        assertThat(reason.code()).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(reason.message())
                .matches("issued in the server's future \\(issued at \\S+Z by the client's clock,"
                        + " received at \\S+Z by the server's\\)");
        assertThat(reason.hint()).startsWith("one of the clocks is wrong: ");
        assertHourBetweenClocks(reason.message(), Duration.ofHours(-1));
        assertThat(trace).doesNotExist();
    }

    /** The client's clock is an hour slow, or the server's an hour ahead. */
    @Test
    void namesBothClocksIfACommandWithAShortExpiryComesFromThePast() throws Exception {
        serverClock.shift(Duration.ofHours(1));

        Reply reply = send("slow", "\"expires\":\"10m\",");

        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        Explanation reason = reply.reason().orElseThrow();
        assertThat(reason.code()).isEqualTo(Reason.EXPIRED);
        assertThat(reason.message())
                .matches("came too late \\(issued at \\S+Z by the client's clock, valid until \\S+Z,"
                        + " received at \\S+Z by the server's\\)");
        assertThat(reason.hint()).startsWith("if it was sent only now, one of the clocks is wrong: ");
        assertHourBetweenClocks(reason.message(), Duration.ofHours(1));
        assertThat(trace).doesNotExist();
    }

    private static void assertHourBetweenClocks(String message, Duration shift) {
        Matcher times =
                Pattern.compile("issued at (\\S+) by .*received at (\\S+) by").matcher(message);
        assertThat(times.find()).isTrue();
        Duration between = Duration.between(Instant.parse(times.group(1)), Instant.parse(times.group(2)));
        assertThat(between).isBetween(shift.minusSeconds(1), shift.plusMinutes(10));
    }
}
