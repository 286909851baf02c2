package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcMembersTest {
    /** Numbers that the kernel gives to nobody. */
    private static final long LAST = 1L << 40;

    private final Table proc = new Table();
    private Process first;
    private ProcMembers members;

    @BeforeEach
    void endTheFirst() throws Exception {
        first = new ProcessBuilder("true").start();
        first.waitFor();
        Origin origin = new Origin("job-1", Path.of("/none"), 0, false, 0, true);
        members = new ProcMembers(proc, new JobTraces(proc, origin), first);
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

    private ProcessEntry entry(long pid) {
        return new ProcessEntry(pid, 1, first.pid(), first.pid(), 'S', 1, 1);
    }

    /** A process table that says what it is told to. */
    private static final class Table extends ProcFs {
        private long last = LAST;
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
        Optional<ProcessEntry> youngest() {
            return Optional.empty();
        }
    }
}
