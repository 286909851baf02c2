package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.as;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;
import static dev.mailshell.exec.Jobs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

    private static final JobFiles FILES =
            new JobFiles(Optional.of(content("in\n")), Map.of("a b", content("first\n"), "-n", content("second\n")));

    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void theJobFindsItsFilesAndItsInput() throws Exception {
        try (JobResult result =
                runner.run(with(FILES, shell("cat; cat 'a b' ./-n; stat -c %a 'a b'; rm 'a b'; ls")), parent)) {
            assertThat(text(result.stderr())).isEmpty();
            assertThat(text(result.stdout())).isEqualTo("in\nfirst\nsecond\n600\n-n\n");
        }
        assertThat(Jobs.left(parent)).isEmpty();
    }

    @Test
    void theyBelongToTheUserThatTheJobRunsAs() throws Exception {
        RunAsTest.openToOthersAsRoot(parent);
        try (JobResult result =
                runner.run(as("nobody", with(FILES, shell("cat; cat 'a b'; stat -c '%U %a' 'a b'"))), parent)) {
            assertThat(text(result.stderr())).isEmpty();
            assertThat(text(result.stdout())).isEqualTo("in\nfirst\nnobody 600\n");
        }
    }

    @Test
    void startsNothingWithoutAllOfThem() throws Exception {
        JobFiles.Content lost = out -> {
            throw new IOException("lost");
        };
        try (JobResult result = runner.run(
                with(new JobFiles(Optional.empty(), Map.of("file", lost)), shell("touch " + parent + "/ran")),
                parent)) {
            assertThat(result.end())
                    .asInstanceOf(type(JobResult.NotStarted.class))
                    .returns(Reason.START_FAILED, JobResult.NotStarted::reason);
        }
        assertThat(Jobs.left(parent)).isEmpty();
    }

    private static JobFiles.Content content(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
