package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessGroupTest {
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

    @Test
    void isContentWithAGroupThatIsGone() throws Exception {
        Process leader = leader();
        leader.destroyForcibly().waitFor();

        ProcessGroup.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.empty())));

        assertThat(leader.isAlive()).isFalse();
    }

    /** Returns as soon as it leads its group. */
    private Process leader() throws Exception {
        Process process = new ProcessBuilder("setsid", "sh", "-c", "echo; exec sleep 1000").start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        return process;
    }
}
