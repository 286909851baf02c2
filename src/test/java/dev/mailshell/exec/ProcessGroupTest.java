package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessGroupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ProcFs proc = new ProcFs();

    @Test
    void killsAGroupWhoseLeaderIsTheOneThatIsMeant() throws Exception {
        Process leader = leader();
        long born = proc.process(leader.pid()).orElseThrow().born();

        ProcessGroup.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.of(born))));

        assertThat(leader.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void leavesAGroupAloneWhoseNumberWasGivenToAnotherLeader() throws Exception {
        Process stranger = leader();
        Process meant = leader();
        long born = proc.process(stranger.pid()).orElseThrow().born();
        long bornMeant = proc.process(meant.pid()).orElseThrow().born();

        ProcessGroup.kill(List.of(
                new ProcessGroup(stranger.pid(), OptionalLong.of(born + 1)),
                new ProcessGroup(stranger.pid(), OptionalLong.empty()),
                new ProcessGroup(meant.pid(), OptionalLong.of(bornMeant))));

        assertThat(meant.waitFor()).isEqualTo(128 + 9);
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/* \\n", "a\\n) S 1 2 \\n", ") S 1 2", "*) ("})
    void killsAGroupWhateverItsLeaderCallsItself(String name) throws Exception {
        Process leader = leader("printf '" + name + "' >/proc/self/comm; echo; read wait");
        long born = proc.process(leader.pid()).orElseThrow().born();
        try {
            ProcessGroup.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.of(born))));

            assertThat(leader.onExit()).succeedsWithin(PATIENCE);
            assertThat(leader.exitValue()).isEqualTo(128 + 9);
        } finally {
            leader.destroyForcibly();
        }
    }

    @Test
    void isContentWithAGroupThatIsGone() throws Exception {
        Process leader = leader();
        leader.destroyForcibly().waitFor();

        ProcessGroup.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.empty())));

        assertThat(leader.isAlive()).isFalse();
    }

    /** Returns as soon as it leads its group. */
    private Process leader() throws Exception {
        return leader("echo; exec sleep 1000");
    }

    private Process leader(String script) throws Exception {
        Process process = new ProcessBuilder("setsid", "sh", "-c", script).start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        return process;
    }
}
