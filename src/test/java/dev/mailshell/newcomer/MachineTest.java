package dev.mailshell.newcomer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.newcomer.Machine.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    Path directory;

    private Machine machine;

    @BeforeEach
    void make() throws Exception {
        machine = new Machine(directory, Files.createDirectory(directory.resolve("home")));
    }

    @Test
    void knowsHowTheCommandBeforeEnded() throws Exception {
        machine.run("exit 3", "");

        assertThat(machine.run("echo $?; cat", "typed")).isEqualTo(new Ended(0, "3\ntyped"));
    }

    @Test
    void endsWhatRunsWithAllThatItStarted() throws Exception {
        String printed = machine.startUntilReady("sleep 1000 & echo $!; echo ready; wait");
        ProcessHandle started = ProcessHandle.of(
                        Long.parseLong(printed.lines().findFirst().orElseThrow()))
                .orElseThrow();
        assertThat(started.isAlive()).isTrue();

        machine.close();

        assertThat(started.isAlive()).isFalse();
        assertThat(machine.printedByRunning()).containsExactly(printed);
    }

    @Test
    void saysWhatEndedInsteadOfBeingReady() {
        assertThatThrownBy(() -> machine.startUntilReady("echo no mailbox; exit 2"))
                .isInstanceOf(NotAsPrinted.class)
                .hasMessageContaining("ended with 2")
                .hasMessageContaining("no mailbox");
    }
}
