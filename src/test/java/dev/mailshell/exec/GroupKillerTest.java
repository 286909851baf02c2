package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupKillerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A number that the kernel gives to nobody. */
    private static final long NOBODY = 1L << 30;

    private final ProcFs proc = new ProcFs();
    private int failing;
    private final List<KillShell> started = new ArrayList<>();
    private final GroupKiller killer = new GroupKiller(this::start);

    @AfterEach
    void close() {
        killer.close();
    }

    @Test
    void killsAGroupWhoseLeaderIsTheOneThatIsMeant() throws Exception {
        Process leader = leader();
        long born = proc.process(leader.pid()).orElseThrow().born();

        killer.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.of(born))));

        assertThat(leader.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void leavesAGroupAloneWhoseNumberWasGivenToAnotherLeader() throws Exception {
        Process stranger = leader();
        Process meant = leader();
        long born = proc.process(stranger.pid()).orElseThrow().born();
        long bornMeant = proc.process(meant.pid()).orElseThrow().born();

        killer.kill(List.of(
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
            killer.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.of(born))));

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

        killer.kill(Set.of(new ProcessGroup(leader.pid(), OptionalLong.empty())));

        assertThat(leader.isAlive()).isFalse();
    }

    @Test
    void killsOneGroupAfterTheOtherWithTheSameShell() throws Exception {
        Process stranger = leader();
        for (int i = 0; i < 3; i++) {
            Process leader = leader();
            killer.kill(Set.of(group(leader, 0)));

            assertThat(leader.waitFor()).isEqualTo(128 + 9);
            // What was read of the leader before says nothing about the next one.
            killer.kill(List.of(new ProcessGroup(leader.pid(), OptionalLong.empty()), group(stranger, 1)));
        }

        assertThat(stranger.isAlive()).isTrue();
        assertThat(started).hasSize(1);
        stranger.destroyForcibly();
    }

    @Test
    void killsMoreGroupsThanOneRequestHolds() throws Exception {
        Process leader = leader();
        List<ProcessGroup> groups = new ArrayList<>();
        for (int i = 0; i < 3 * KillShell.MAX_GROUPS; i++) {
            groups.add(new ProcessGroup(NOBODY - i, OptionalLong.of(Long.MAX_VALUE)));
        }
        groups.add(group(leader, 0));

        killer.kill(groups);

        assertThat(leader.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void takesANewShellWhenTheKeptOneIsGone() throws Exception {
        killer.prepare();
        started.get(0).process().destroyForcibly();
        await().until(() -> !started.get(0).isAlive());
        Process leader = leader();

        killer.kill(Set.of(group(leader, 0)));

        assertThat(leader.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void keepsItsShellWhenAllShellsAreAskedToEnd() throws Exception {
        Process leader = leader();
        killer.kill(Set.of());
        killer.kill(Set.of(new ProcessGroup(NOBODY, OptionalLong.empty())));

        started.get(0).process().destroy();
        killer.kill(Set.of(group(leader, 0)));

        assertThat(leader.waitFor()).isEqualTo(128 + 9);
        assertThat(started).hasSize(1);
    }

    @Test
    void leavesNoShellWhenItIsClosed() throws Exception {
        killer.prepare();

        killer.close();

        assertThat(started.get(0).process().onExit()).succeedsWithin(PATIENCE);
    }

    @Test
    void reportsAShellThatEndsInsteadOfAnsweringAndTakesANewOneThen() throws Exception {
        failing = 1;
        Process leader = leader();

        assertThatThrownBy(() -> killer.kill(Set.of(group(leader, 0)))).isInstanceOf(IOException.class);
        assertThat(leader.isAlive()).isTrue();
        killer.kill(Set.of(group(leader, 0)));

        assertThat(leader.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void isTakenForNoProcessOfAJobThoughItsShellIsYounger(@TempDir Path directory) throws Exception {
        Process first = leader();
        int uid = (Integer) Files.getAttribute(directory, "unix:uid");
        Origin origin = new Origin("job-1", directory.toRealPath(), uid, false, 0, true);
        ProcMembers members =
                new ProcMembers(proc, new JobTraces(proc, origin), new FirstRound(0, System::nanoTime), first);
        killer.prepare();

        assertThat(members.look(process -> {}).pids()).containsExactly(first.pid());
        first.destroyForcibly();
    }

    @Test
    void leavesNoShellWhenWeAreKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillShellOwner.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = owner.inputReader()) {
            ProcessHandle shell =
                    ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            assertThat(shell.isAlive()).isTrue();

            owner.destroyForcibly();

            assertThat(shell.onExit()).succeedsWithin(PATIENCE);
        }
    }

    private KillShell start() throws IOException {
        KillShell shell = KillShell.start();
        started.add(shell);
        if (started.size() <= failing) {
            shell.process().destroyForcibly();
        }
        return shell;
    }

    private ProcessGroup group(Process leader, long error) {
        long born = proc.process(leader.pid()).orElseThrow().born();
        return new ProcessGroup(leader.pid(), OptionalLong.of(born + error));
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
