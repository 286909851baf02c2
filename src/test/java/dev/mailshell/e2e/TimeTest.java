package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the two clocks, and the number of commands at once, decide. */
class TimeTest extends WrongClockContract {

    @Override
    Parties create(Path directory) throws Exception {
        Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 20s, concurrency: 2"));
        return parties;
    }

    @Test
    void doesNotRunWhatWasIssuedMoreThanADayAgo() throws Exception {
        serverClock.shift(Duration.ofHours(25));

        Reply reply = send("old", "\"expires\":\"2d\",");

        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.EXPIRED);
        assertThat(trace()).doesNotExist();
    }

    @Test
    void doesNotRunWhatIsPastItsExpiry() throws Exception {
        serverClock.shift(Duration.ofMinutes(11));

        Reply reply = send("late", "\"expires\":\"10m\",");

        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        assertThat(trace()).doesNotExist();
    }

    @Test
    void runsWhatIsNotPastItsExpiry() throws Exception {
        serverClock.shift(Duration.ofMinutes(9));

        assertThat(send("in-time", "\"expires\":\"10m\",").status()).isEqualTo(FinalStatus.DONE);
        assertThat(trace()).hasContent("ran\n");
    }

    @Test
    void runsACommandWithTheUsualExpiryThoughTheServersClockIsAnHourAhead() throws Exception {
        serverClock.shift(Duration.ofHours(1));

        assertThat(send("ahead", "").status()).isEqualTo(FinalStatus.DONE);
        assertThat(trace()).hasContent("ran\n");
    }

    @Test
    void answersWithTheVerdictInsteadOfRunningIfAskedTo() throws Exception {
        Reply reply = send("explain", "\"explain\":true,");

        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(reply)).startsWith("verdict: allowed\nrule: roles.all");
        assertThat(reply.exitCode()).isEmpty();
        assertThat(trace()).doesNotExist();
    }

    @Test
    void runsNoMoreCommandsAtOnceThanThePolicySays() throws Exception {
        // The first two wait for one another, so that two really run at once.
        String line =
                "@web1\necho + >> T; while [ $(grep -c + T) -lt 2 ]; do sleep 0.02; done; sleep 0.2; echo - >> T\n"
                        .replace("T", trace().toString());
        int before = replies().all().size();
        for (int i = 0; i < 4; i++) {
            parties().drop("alice", "crowd-" + i + ".cmd", line);
        }

        assertThat(replies().await(before + 4))
                .extracting(Reply::status)
                .filteredOn(FinalStatus.DONE::equals)
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(Collections.max(runningAtOnce(Files.readAllLines(trace())))).isEqualTo(2);
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
}
