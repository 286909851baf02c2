package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.keeping;
import static dev.mailshell.exec.Jobs.left;
import static dev.mailshell.exec.Jobs.nap;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.sleepers;
import static dev.mailshell.exec.Jobs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailshell.AtOnce;
import dev.mailshell.exec.JobResult.Cancelled;
import dev.mailshell.exec.JobResult.Exited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobControlTest {

    private final BoundedRunner runner = Jobs.runner();
    private final JobControl control = new JobControl();

    @TempDir
    private Path parent;

    @TempDir
    private Path copies;

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sleep NAP & setsid sleep NAP & echo there; wait | TERM",
                "trap '' TERM; setsid sleep NAP & sleep NAP & echo there; while :; do wait; done | KILL"
            })
    void endsTheWholeTreeAndKeepsWhatItWrote(String script, String signal) throws Exception {
        String nap = nap();
        FutureTask<JobResult> running = start(shell(script.replace("NAP", nap)));
        await().until(() -> sleepers(nap).size() == 2);

        control.cancel();

        try (JobResult result = running.get()) {
            assertThat(result.end()).isEqualTo(new Cancelled(Optional.of(signal)));
            assertThat(text(result.stdout())).isEqualTo("there\n");
            assertThat(result.survivors()).isEmpty();
            assertThat(sleepers(nap)).isEmpty();
        }
    }

    @Test
    void neverStartsWhatWasCancelledBefore() throws Exception {
        Path marker = copies.resolve("ran");
        control.cancel();

        try (JobResult result = runner.run(shell("touch " + marker), parent, control)) {
            assertThat(result.end()).isEqualTo(new Cancelled(Optional.empty()));
            assertThat(result.stdout()).isEmpty();
        }
        assertThat(marker).doesNotExist();
        assertThat(left(parent)).isEmpty();
    }

    @Test
    void changesNothingOnceItHasEnded() throws Exception {
        try (JobResult result = runner.run(shell("exit 3"), parent, control)) {
            control.cancel();

            assertThat(result.end()).isEqualTo(new Exited(3));
        }
    }

    @Test
    void endsOnceThoughItIsCancelledByManyAndStopped() throws Exception {
        String nap = nap();
        FutureTask<JobResult> running = start(shell("sleep " + nap));
        await().until(() -> sleepers(nap).size() == 1);

        AtOnce.call(4, () -> {
            control.cancel();
            runner.close();
            return null;
        });

        try (JobResult result = running.get()) {
            assertThat(result.end()).isEqualTo(new Cancelled(Optional.of("TERM")));
            assertThat(sleepers(nap)).isEmpty();
        }
    }

    @Test
    void showsWhatWasWrittenSoFar() throws Exception {
        String nap = nap();
        FutureTask<JobResult> running = start(keeping(8, shell("printf 0123456789ab; printf e >&2; sleep " + nap)));
        await().until(() -> sleepers(nap).size() == 1);

        await().until(() -> soFar("later").orElseThrow().stdout().bytes() == 12);
        JobControl.Output output = soFar("then").orElseThrow();

        assertThat(output.stdout().file()).hasContent("0123\n[... 4 bytes left out ...]\n89ab");
        assertThat(output.stdout().truncated()).isTrue();
        assertThat(output.stderr().file()).hasContent("e");
        control.cancel();
        try (JobResult result = running.get()) {
            assertThat(text(result.stdout())).isEqualTo("0123\n[... 4 bytes left out ...]\n89ab");
        }
    }

    @Test
    void showsConsistentCopiesWhileMuchIsWritten() throws Exception {
        FutureTask<JobResult> running = start(keeping(20_001, shell("seq -f %09.0f 1 2000000")));
        await().until(() ->
                soFar("any").filter(output -> output.stdout().truncated()).isPresent() || running.isDone());

        int seen = 0;
        for (Optional<JobControl.Output> output = soFar("any"); output.isPresent(); output = soFar("any")) {
            CapturedStream stdout = output.get().stdout();
            String text = Files.readString(stdout.file());
            assertThat(text).startsWith("000000001\n000000002\n");
            String tail = text.substring(text.length() - 10_001);
            String last = String.format(Locale.ROOT, "%09d", stdout.bytes() / 10);
            assertThat(tail.substring(0, tail.lastIndexOf('\n')))
                    .endsWith(stdout.bytes() % 10 == 0 ? last : "\n" + last);
            seen++;
        }
        assertThat(seen).isPositive();
        running.get().close();
    }

    @Test
    void showsNothingBeforeAndAfter() throws Exception {
        assertThat(control.soFar(copies)).isEmpty();
        runner.run(shell("echo hello"), parent, control).close();

        assertThat(control.soFar(copies)).isEmpty();
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void cutsACopyToItsHeadAndTail() throws Exception {
        Path file = Files.writeString(copies.resolve("whole"), "0123456789abcdef");
        CapturedStream whole = new CapturedStream(file, 16, false);

        assertThat(whole.cut(16, copies.resolve("same"))).isSameAs(whole);
        CapturedStream cut = whole.cut(4, copies.resolve("cut"));
        assertThat(cut.file()).hasContent("01\n[... 12 bytes left out ...]\nef");
        assertThat(cut.truncated()).isTrue();
        assertThat(cut.bytes()).isEqualTo(16);
    }

    private Optional<JobControl.Output> soFar(String name) throws IOException {
        Path folder = Files.createDirectories(copies.resolve(name));
        Files.deleteIfExists(folder.resolve("stdout"));
        Files.deleteIfExists(folder.resolve("stderr"));
        return control.soFar(folder);
    }

    private FutureTask<JobResult> start(Job job) {
        FutureTask<JobResult> task = new FutureTask<>(() -> runner.run(job, parent, control));
        new Thread(task).start();
        return task;
    }
}
