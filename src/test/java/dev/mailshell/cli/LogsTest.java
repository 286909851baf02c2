package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.config.LogFormat;
import dev.mailshell.model.Printable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogsTest {

    @TempDir
    Path folder;

    @AfterEach
    void closeTheFile() {
        Logs.quiet(false);
    }

    @Test
    void tellsOfARequestForAnApprovalAlsoWhereOnlyWarningsAreShown() {
        Logs.quiet(false);

        assertThat(LoggerFactory.getLogger("mailshell.approval").isInfoEnabled())
                .isTrue();
        assertThat(LoggerFactory.getLogger("mailshell.trail").isInfoEnabled()).isFalse();
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

    @Test
    void writesOneObjectOfJsonALineWhateverTheMessageHolds() throws Exception {
        Logs.inFolder(folder, false, LogFormat.JSON);

        MDC.put("command", "6f0c");
        try {
            LoggerFactory.getLogger("mailshell.test")
                    .warn(
                            "a\nb\u001b[2J {}",
                            "\"c\u009bd\u2028e\u202ef\ud834\udd73 \\",
                            new IllegalStateException("550 no\r\n\u001b[2J"));
        } finally {
            MDC.remove("command");
        }

        List<String> lines = Files.readAllLines(folder.resolve("mailshell.log"));
        assertThat(lines).singleElement().asString().doesNotContainPattern(Printable.UNPRINTABLE);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.get("formattedMessage").textValue())
                .isEqualTo("a\nb\u001b[2J \"c\u009bd\u2028e\u202ef\ud834\udd73 \\");
        assertThat(line.get("level").textValue()).isEqualTo("WARN");
        assertThat(line.get("loggerName").textValue()).isEqualTo("mailshell.test");
        assertThat(line.get("mdc").get("command").textValue()).isEqualTo("6f0c");
        assertThat(line.get("throwable").get("message").textValue()).isEqualTo("550 no\r\n\u001b[2J");
        assertThat(line.has("arguments")).isFalse();
    }

    @Test
    void marksEachLineOfAStackTraceSoThatNoneCanBeForged() throws Exception {
        Logs.inFolder(folder, false);

        LoggerFactory.getLogger("mailshell.test")
                .error(
                        "failed",
                        new IllegalStateException("550 no\r\n2026-11-25T00:00:00Z INFO  trail forged\u001b[2J"));

        List<String> lines = Files.readAllLines(folder.resolve("mailshell.log"));
        assertThat(lines.get(0)).endsWith(" ERROR test failed");
        assertThat(lines.subList(1, lines.size()))
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).startsWith("| ").doesNotContain("\u001b"));
    }

    @Test
    void keepsEachFileToItsOwnerAlsoAfterItRolls() throws Exception {
        Logs.inFolder(folder, false);
        LoggerFactory.getLogger("mailshell.test").info("first");
        log().rollover();
        LoggerFactory.getLogger("mailshell.test").info("second");

        assertThat(List.of(folder.resolve("mailshell.log"), folder.resolve("mailshell.log.1")))
                .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        assertThat(folder.resolve("mailshell.log.1")).content().contains("first");
    }

    @Test
    void closesAFileThatWasOpenToOthersAndAppendsToIt() throws Exception {
        Path file = Files.writeString(folder.resolve("mailshell.log"), "earlier\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Logs.inFolder(folder, false);

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).content().startsWith("earlier\n");
    }

    @Test
    void leavesADeviceAsItIs() throws Exception {
        Path device = Path.of("/dev/null");
        String before = mode(device);
        Files.createSymbolicLink(folder.resolve("mailshell.log"), device);

        Logs.inFolder(folder, false);

        assertThat(mode(device)).isEqualTo(before);
    }

    @Test
    void refusesALinkThatLeadsNowhere() throws Exception {
        Path target = folder.resolve("target");
        Path link = Files.createSymbolicLink(folder.resolve("mailshell.log"), target);

        assertThatThrownBy(() -> Logs.inFolder(folder, false))
                .isInstanceOf(FileSystemException.class)
                .satisfies(failure -> assertThat(Faults.describe(failure))
                        .isEqualTo(link + ": a link that leads nowhere (expected a file)"));
        assertThat(target).doesNotExist();
    }

    @Test
    void doesNotStartWithoutTheFile() throws Exception {
        assertThatThrownBy(() -> Logs.inFolder(folder.resolve("none"), false)).isInstanceOf(NoSuchFileException.class);
    }

    private static RollingFileAppender<?> log() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Iterator<Appender<ILoggingEvent>> all =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (all.hasNext()) {
            if (all.next() instanceof RollingFileAppender<?> file) {
                return file;
            }
        }
        throw new AssertionError("no file is logged to");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
