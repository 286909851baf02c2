package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {

    @TempDir
    Path state;

    @Test
    void tellsPlentyFromLittleAndFromNearlyNone() throws Exception {
        assertThat(found(5_000_000_000L)).isEqualTo("ok 5.0 GB free for " + state);
        assertThat(found(1_000_000_000L)).isEqualTo("warn 1.0 GB free for " + state);
        assertThat(found(12_345L)).isEqualTo("fail 12.3 kB free for " + state);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void failsIfAFolderCannotBeWritten() {
        DiskCheck check = new DiskCheck(List.of(state), folder -> {
            throw new IOException("No space left on device");
        });

        assertThat(check.look())
                .extracting(Finding::state, Finding::fact)
                .containsExactly(tuple(Finding.State.FAIL, state + " cannot be written (No space left on device)"));
    }

    @Test
    void saysWhyAFolderThatIsNotOursCannotBeWritten() {
        DiskCheck check = new DiskCheck(List.of(state), folder -> {
            throw new AccessDeniedException(folder + "/doctor1.part");
        });

        assertThat(check.look())
                .extracting(Finding::fact)
                .containsExactly(state + " cannot be written (permission denied)");
    }

    @Test
    void looksAboveAFolderThatIsNotThereYet() throws Exception {
        Path later = state.resolve("a/logs");
        DiskCheck check = new DiskCheck(List.of(later), folder -> {
            assertThat(folder).isEqualTo(state);
            return 5_000_000_000L;
        });

        assertThat(check.look()).extracting(Finding::state).containsExactly(Finding.State.OK);
        assertThat(Files.exists(later)).isFalse();
    }

    private String found(long free) {
        Finding finding = new DiskCheck(List.of(state), folder -> free).look().get(0);
        return finding.state() + " " + finding.fact();
    }
}
