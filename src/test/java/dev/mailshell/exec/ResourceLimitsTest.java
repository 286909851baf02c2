package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.as;
import static dev.mailshell.exec.Jobs.limited;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;
import static dev.mailshell.exec.RunAsTest.openToOthersAsRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.exec.JobResult.Exited;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceLimitsTest {
    // An account of the base system that no other test runs as: processes count for all of a user.
    private static final String LONELY = "games";

    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aSpinningProcessEndsAtItsProcessorTime() throws Exception {
        assertThat(exitCode(limited(cpu(Duration.ofSeconds(1)), shell("while :; do :; done"))))
                .isEqualTo(128 + 24);
    }

    @Test
    void aProcessThatDoesNotListenIsKilledOneSecondLater() throws Exception {
        assertThat(exitCode(limited(cpu(Duration.ofSeconds(1)), shell("trap '' XCPU; while :; do :; done"))))
                .isEqualTo(128 + 9);
    }

    @Test
    void aFileCannotGrowBeyondItsLimit() throws Exception {
        Job job = limited(fileSize(1 << 20), shell("exec dd if=/dev/zero of=file bs=64k count=1000"));
        try (JobResult result = runner.run(job, parent)) {
            assertThat(result.end()).isEqualTo(new Exited(128 + 25));
            assertThat(Files.size(result.directory().resolve("work/file"))).isEqualTo(1 << 20);
        }
    }

    @Test
    void memoryIsRefusedBeyondItsLimit() throws Exception {
        Job hog = program("dd", "if=/dev/zero", "of=/dev/null", "bs=256M", "count=1");
        try (JobResult result = runner.run(limited(memory(64 << 20), hog), parent)) {
            assertThat(text(result.stderr())).contains("memory exhausted");
            assertThat(result.end()).isEqualTo(new Exited(1));
        }
        assertThat(exitCode(hog)).isZero();
    }

    @Test
    void openFilesAreBounded() throws Exception {
        Job job = limited(openFiles(8), shell("exec 3</ 4</ 5</ 6</; echo some; exec 7</ 8</ 9</"));
        try (JobResult result = runner.run(job, parent)) {
            assertThat(text(result.stdout())).isEqualTo("some\n");
            assertThat(text(result.stderr())).isNotEmpty();
            assertThat(result.end()).isNotEqualTo(new Exited(0));
        }
    }

    @Test
    void aForkBombIsBounded() throws Exception {
        openToOthersAsRoot(parent);
        String bomb = "i=0; while [ $i -lt 200 ]; do sleep 1000 & i=$((i+1)); echo $i; done";
        try (JobResult result = runner.run(limited(processes(20), as(LONELY, shell(bomb))), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(2));
            assertThat(text(result.stdout()).lines().count()).isLessThan(20);
            assertThat(text(result.stderr())).containsIgnoringCase("fork");
        }
    }

    @Test
    void noJobWritesItsMemoryToAFile() throws Exception {
        try (JobResult result = runner.run(shell("ulimit -Hc"), parent)) {
            assertThat(text(result.stdout())).isEqualTo("0\n");
        }
    }

    @Test
    void aNumberOfProcessesIsRefusedWhereItWouldBeNoLimitOrCountTheServer() {
        assertThatThrownBy(() -> ResourceLimits.refuseUncounted(processes(5), 0, true))
                .isInstanceOfSatisfying(StartFailure.class, ResourceLimitsTest::assertUnavailable);
        assertThatThrownBy(() -> ResourceLimits.refuseUncounted(processes(5), 1000, false))
                .isInstanceOfSatisfying(StartFailure.class, ResourceLimitsTest::assertUnavailable);
        assertThatCode(() -> ResourceLimits.refuseUncounted(processes(5), 1000, true))
                .doesNotThrowAnyException();
        assertThatCode(() -> ResourceLimits.refuseUncounted(Resources.UNLIMITED, 0, false))
                .doesNotThrowAnyException();
    }

    @Test
    void theServersOwnLowerLimitStays() {
        ResourceLimits limits =
                new ResourceLimits(new Inheritance(true, false, Map.of("Max open files", 100L, "Max cpu time", 3L)));

        assertThat(limits.arguments(openFiles(500))).containsExactly("--core=0:0", "--nofile=100:100", "--");
        assertThat(limits.arguments(openFiles(50))).containsExactly("--core=0:0", "--nofile=50:50", "--");
        assertThat(limits.arguments(cpu(Duration.ofSeconds(9)))).containsExactly("--core=0:0", "--cpu=3:3", "--");
    }

    private static void assertUnavailable(StartFailure failure) {
        assertThat(failure.end().reason()).isEqualTo(Reason.LIMIT_UNAVAILABLE);
        assertThat(failure.end().hint()).contains("run-as");
    }

    private int exitCode(Job job) throws Exception {
        try (JobResult result = runner.run(job, parent)) {
            return ((Exited) result.end()).code();
        }
    }

    private static Resources cpu(Duration time) {
        return new Resources(
                Optional.of(time),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty());
    }

    private static Resources memory(long bytes) {
        return resources(OptionalLong.of(bytes), OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty());
    }

    private static Resources processes(int count) {
        return resources(OptionalLong.empty(), OptionalInt.of(count), OptionalLong.empty(), OptionalInt.empty());
    }

    private static Resources fileSize(long bytes) {
        return resources(OptionalLong.empty(), OptionalInt.empty(), OptionalLong.of(bytes), OptionalInt.empty());
    }

    private static Resources openFiles(int count) {
        return resources(OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(count));
    }

    private static Resources resources(
            OptionalLong memory, OptionalInt processes, OptionalLong fileSize, OptionalInt openFiles) {
        return new Resources(Optional.empty(), memory, processes, fileSize, openFiles);
    }
}
