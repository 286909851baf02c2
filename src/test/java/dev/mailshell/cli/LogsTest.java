package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {

    @TempDir
    Path folder;

    @AfterEach
    void closeTheFile() {
        Logs.quiet(false);
    }

    @Test
    void writesOneLineWhateverTheMessageHolds() throws Exception {
        Logs.inFolder(folder, false);

        LoggerFactory.getLogger("mailshell.test").info("a\nb\u001b[2Jc\u009bd\u2028e\u202ef");

        assertThat(Files.readAllLines(folder.resolve("mailshell.log")))
                .singleElement()
                .asString()
                .endsWith(" INFO  test a?b?[2Jc?d?e?f");
    }
}
