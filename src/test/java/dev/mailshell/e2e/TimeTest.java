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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two clocks, and the number of commands at once, decide. */
class TimeTest {

    @TempDir
    static Path directory;

    /** So that the keys are valid for both clocks, also for one that is slow. */
    private static final Duration BASE = Duration.ofHours(2);

    private static final ShiftedClock SERVER_CLOCK = new ShiftedClock(BASE);
    private static Parties parties;
    private static Replies replies;

    private Path trace;

    @BeforeAll
    static void start() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 20s, concurrency: 2"));
        parties.setClock(new ShiftedClock(BASE));
        parties.startClient("alice");
        parties.setClock(SERVER_CLOCK);
        parties.startServer("web1");
        replies = new Replies(parties.home("alice"));
    }

    @AfterAll
    static void stop() {
        parties.close();
    }

    @BeforeEach
    void setTheClockRight() throws Exception {
        SERVER_CLOCK.shift(Duration.ZERO);
        trace = Files.createTempDirectory(directory, "trace").resolve("trace");
    }

    @Test
    void doesNotRunWhatWasIssuedMoreThanADayAgo() throws Exception {
        SERVER_CLOCK.shift(Duration.ofHours(25));

        Reply reply = send("old", "\"expires\":\"2d\",");

        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.EXPIRED);
        assertThat(trace).doesNotExist();
    }

    @Test
    void doesNotRunWhatIsPastItsExpiry() throws Exception {
        SERVER_CLOCK.shift(Duration.ofMinutes(11));

        Reply reply = send("late", "\"expires\":\"10m\",");

        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        assertThat(trace).doesNotExist();
    }

    @Test
    void runsWhatIsNotPastItsExpiry() throws Exception {
        SERVER_CLOCK.shift(Duration.ofMinutes(9));

        assertThat(send("in-time", "\"expires\":\"10m\",").status()).isEqualTo(FinalStatus.DONE);
        assertThat(trace).hasContent("ran\n");
    }

    /** The client's clock is an hour ahead, or the server's an hour slow. */
    @Test
    void namesBothClocksIfACommandIsFromTheFuture() throws Exception {
        SERVER_CLOCK.shift(Duration.ofHours(-1));

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
        SERVER_CLOCK.shift(Duration.ofHours(1));

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

    @Test
    void runsACommandWithTheUsualExpiryThoughTheServersClockIsAnHourAhead() throws Exception {
        SERVER_CLOCK.shift(Duration.ofHours(1));

        assertThat(send("ahead", "").status()).isEqualTo(FinalStatus.DONE);
        assertThat(trace).hasContent("ran\n");
    }

    private static void assertHourBetweenClocks(String message, Duration shift) {
        Matcher times =
                Pattern.compile("issued at (\\S+) by .*received at (\\S+) by").matcher(message);
        assertThat(times.find()).isTrue();
        Duration between = Duration.between(Instant.parse(times.group(1)), Instant.parse(times.group(2)));
        assertThat(between).isBetween(shift.minusSeconds(1), shift.plusMinutes(10));
    }

    @Test
    void answersWithTheVerdictInsteadOfRunningIfAskedTo() throws Exception {
        Reply reply = send("explain", "\"explain\":true,");

        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(reply)).startsWith("verdict: allowed\nrule: roles.all");
        assertThat(reply.exitCode()).isEmpty();
        assertThat(trace).doesNotExist();
    }

    @Test
    void runsNoMoreCommandsAtOnceThanThePolicySays() throws Exception {
        // The first two wait for one another, so that two really run at once.
        String line =
                "@web1\necho + >> T; while [ $(grep -c + T) -lt 2 ]; do sleep 0.02; done; sleep 0.2; echo - >> T\n"
                        .replace("T", trace.toString());
        int before = replies.all().size();
        for (int i = 0; i < 4; i++) {
            parties.drop("alice", "crowd-" + i + ".cmd", line);
        }

        assertThat(replies.await(before + 4))
                .extracting(Reply::status)
                .filteredOn(FinalStatus.DONE::equals)
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(Collections.max(runningAtOnce(Files.readAllLines(trace)))).isEqualTo(2);
    }

    private static List<Integer> runningAtOnce(List<String> trace) {
        List<Integer> running = new ArrayList<>();
        int now = 0;
        for (String line : trace) {
            now += line.equals("+") ? 1 : -1;
            running.add(now);
        }
        return running;
    }

    private Reply send(String name, String options) throws Exception {
        return replies.awaitFor(
                parties,
                "alice",
                name + ".json",
                "{\"to\":[\"web1\"]," + options + "\"command\":{\"line\":\"echo ran >> " + trace + "\"}}");
    }
}
