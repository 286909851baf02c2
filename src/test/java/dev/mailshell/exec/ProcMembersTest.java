package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcMembersTest {
    /** Numbers that the kernel gives to nobody. */
    private static final long LAST = 1L << 40;

    private final Table proc = new Table();
    private long now;
    private Process first;
    private ProcMembers members;

    @BeforeEach
    void endTheFirst() throws Exception {
        first = new ProcessBuilder("true").start();
        first.waitFor();
        Origin origin = new Origin("job-1", Path.of("/none"), 0, false, 0, true);
        FirstRound round = new FirstRound(1 << 15, () -> now);
        members = new ProcMembers(proc, new JobTraces(proc, origin), round, first);
    }

    @Test
    void readsTheWholeTableOnceWhileOnlyStrangersAreBorn() throws Exception {
        proc.bornPerCall = 1;

        assertThat(members.look(process -> {}).isEmpty()).isTrue();

        assertThat(proc.reads).isEqualTo(1);
    }

    @Test
    void looksAgainForWhoWasBornMeanwhile() throws Exception {
        proc.bornPerCall = 1;
        ProcessEntry hopper = entry(LAST + 5);
        proc.born = List.of(hopper);

        assertThat(members.look(process -> {}).pids()).containsExactly(hopper.pid());
    }

    @Test
    void knowsTheSessionOfTheFirstEvenIfNobodyWasSeenInIt() throws Exception {
        members.look(process -> {});
        proc.listed = List.of(entry(LAST + 5));

        assertThat(members.look(process -> {}).pids()).containsExactly(LAST + 5);
    }

    @Test
    void takesNobodyInForASessionWhoseNumberWasGivenOutAgain() throws Exception {
        members.look(process -> {});
        proc.last = first.pid() + 1;
        members.look(process -> {});
        proc.listed = List.of(entry(LAST + 5));

        assertThat(members.look(process -> {}).isEmpty()).isTrue();
    }

    @Test
    void readsNobodyWhoIsOlderThanTheJobAsLongAsOnlyFewWereBorn() throws Exception {
        proc.last = first.pid() + 5;
        proc.born = List.of(entry(first.pid() + 2));

        assertThat(members.look(process -> {}).pids()).containsExactly(first.pid() + 2);

        assertThat(proc.reads).isZero();
    }

    @Test
    void readsAllOnceThePidsMayHaveBegunAnew() throws Exception {
        proc.last = first.pid() + 5;
        proc.listed = List.of(entry(17));
        now = Duration.ofSeconds(1).toNanos();

        assertThat(members.look(process -> {}).pids()).containsExactly(17L);
    }

    @Test
    void readsAllOnceThePidsHaveBegunAnew() throws Exception {
        proc.last = first.pid() - 1;
        proc.listed = List.of(entry(17));

        assertThat(members.look(process -> {}).pids()).containsExactly(17L);
    }

    @Test
    void sparesAGroupThatAProcessMayBeInThatWasNotRead() throws Exception {
        proc.last = first.pid() + 5;
        ProcessEntry member = entry(first.pid() + 2);
        // As the first process is in our session and group until it has its own.
        proc.born = List.of(member, new ProcessEntry(first.pid() + 3, member.pid(), 17, 17, 'S', 1, 1));

        Sighting seen = members.look(process -> {});

        assertThat(seen.pids()).containsExactlyInAnyOrder(first.pid() + 2, first.pid() + 3);
        assertThat(seen.groups()).containsExactly(new ProcessGroup(first.pid(), OptionalLong.empty()));
    }

    @Test
    void takesNoSessionThatIsOlderThanTheJobForItsOwn() throws Exception {
        proc.last = first.pid() + 5;
        proc.marked = first.pid() + 2;
        proc.born = List.of(new ProcessEntry(first.pid() + 2, 1, 17, 17, 'S', 1, 1));

        Sighting seen = members.look(process -> {});
        proc.last = LAST;
        proc.listed = List.of(new ProcessEntry(first.pid() + 3, 1, 17, 17, 'S', 1, 1));

        assertThat(seen.pids()).containsExactly(first.pid() + 2);
        assertThat(seen.groups()).containsExactly(new ProcessGroup(first.pid(), OptionalLong.empty()));
        assertThat(members.look(process -> {}).isEmpty()).isTrue();
    }

    private ProcessEntry entry(long pid) {
        return new ProcessEntry(pid, 1, first.pid(), first.pid(), 'S', 1, 1);
    }

    /** A process table that says what it is told to. */
    private static final class Table extends ProcFs {
        private long last = LAST;
        private long marked;
        private int bornPerCall;
        private int reads;
        private List<ProcessEntry> listed = List.of();
        private List<ProcessEntry> born = List.of();

        @Override
        long lastPid() {
            last += bornPerCall;
            return last;
        }

        @Override
        Stream<ProcessEntry> processes() throws IOException {
            reads++;
            return listed.stream();
        }

        @Override
        Stream<ProcessEntry> youngerThan(long pid) throws IOException {
            return born.stream();
        }

        @Override
        boolean hasVariable(long pid, String name, String value) {
            return pid == marked;
        }

        @Override
        Optional<ProcessEntry> processWithoutThreads(long pid) {
            return Optional.empty();
        }
    }
}
