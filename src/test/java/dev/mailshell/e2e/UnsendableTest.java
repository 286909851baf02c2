package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class UnsendableTest {

    @TempDir
    Path directory;

    @Test
    void saysInOneLineWhyACommandFileWasNotSent() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        // Other tests run commands in this process, which set up logging as it suits them.
        root.getLoggerContext().getLogger("mailshell.command").setLevel(Level.WARN);
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            parties.startClient("alice");
            parties.drop("alice", "typo.cmd", "@web9\nuptime\n");

            Path failed = parties.home("alice").failed();
            Awaitility.await().until(() -> names(failed).size() == 2);

            assertThat(names(failed))
                    .satisfiesExactly(
                            name -> assertThat(name).endsWith("-typo.cmd"),
                            why -> assertThat(Files.readString(failed.resolve(why)))
                                    .isEqualTo(
                                            "error: web9 is not in the trust folder\nhint: mailshell keys list shows who is\n"));
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list).noneMatch(event -> event.getThrowableProxy() != null);
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .filteredOn(line -> line.contains("typo.cmd could not be sent"))
                .hasSize(1);
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
