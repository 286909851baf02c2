package dev.mailshell.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @TempDir
    Path directory;

    private Path file;
    private Table table;

    @BeforeEach
    void make() {
        file = directory.resolve("commands.csv");
        table = new Table(file, List.of("id", "command"), 60, 2);
    }

    @Test
    void beginsWithItsColumns() throws Exception {
        table.append(List.of("1", "uptime"));

        assertThat(file).hasContent("\"id\",\"command\"\r\n\"1\",\"uptime\"\r\n");
    }

    @Test
    void isReadByAnyCsvReader() throws Exception {
        String nasty = "=cmd|'/C calc'!A0, \"quoted\"; x\nline 2";
        table.append(List.of("1", nasty));

        assertThat(rows(file)).element(1).satisfies(row -> {
            assertThat(row.get(1)).startsWith("'=cmd").doesNotContain("\n");
            assertThat(TakenBack.text(row.get(1))).isEqualTo(nasty);
        });
    }

    @Test
    void keepsToItsOwnerEachFileOfABoundedNumber() throws Exception {
        for (int i = 0; i < 20; i++) {
            table.append(List.of(Integer.toString(i), "0123456789"));
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .extracting(each -> each.getFileName().toString())
                    .containsExactlyInAnyOrder("commands.csv", "commands.1.csv", "commands.2.csv");
        }
        for (Path each : List.of(file, directory.resolve("commands.1.csv"), directory.resolve("commands.2.csv"))) {
            assertThat(mode(each)).isEqualTo("rw-------");
            assertThat(each).content().startsWith("\"id\",\"command\"\r\n").endsWith("\r\n");
            assertThat(Files.size(each)).isLessThanOrEqualTo(60);
        }
        assertThat(file).content().contains("\"19\"");
    }

    @Test
    void closesAFileThatWasOpenToOthers() throws Exception {
        Files.writeString(file, "\"id\",\"command\"\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        table.append(List.of("1", "a"));

        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void beginsANewLineAfterOneThatACrashHasCut() throws Exception {
        table.append(List.of("1", "a"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(
                file,
                new String(whole, StandardCharsets.UTF_8)
                        .substring(0, whole.length - 5)
                        .getBytes(StandardCharsets.UTF_8));

        table.append(List.of("2", "b"));

        assertThat(file).content().endsWith("\r\n\"2\",\"b\"\r\n");
    }

    @Test
    void failsWhereItCannotWrite() throws Exception {
        Files.createDirectory(file);

        assertThatThrownBy(() -> table.append(List.of("1", "a"))).isInstanceOf(IOException.class);
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
