package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {

    private static final String FROM_ARCHIVE = "dev.mailshell.cli.MailshellCommand source: shared objects file";

    @TempDir
    static Path directory;

    private static Image image;
    private static Image.Run prepared;

    @TempDir
    Path temporary;

    @BeforeAll
    static void layOutAndPrepare() throws Exception {
        image = Image.layOut(directory);
        prepared = image.run(Map.of(), "prepare");
    }

    @Test
    void takesItsClassesFromAnArchiveThatItMakesOnce() throws Exception {
        assertThat(prepared.exitCode()).as(prepared.err()).isZero();
        assertThat(prepared.out()).isEmpty();
        assertThat(classesOf(image)).contains(FROM_ARCHIVE);
        assertThat(image.run(Map.of(), "prepare").err()).isEmpty();
    }

    @Test
    void saysNothingOfAnArchiveThatIsDamaged() throws Exception {
        Image damaged = copyWithArchive("damaged");
        Files.writeString(temporary.resolve("damaged/opt/mailshell/mailshell.jsa"), "damaged");

        assertStartsSilentlyWithoutArchive(damaged);
    }

    @Test
    void saysNothingOfAnArchiveThatWasMadeElsewhere() throws Exception {
        assertStartsSilentlyWithoutArchive(copyWithArchive("elsewhere"));
    }

    @Test
    void removesWhatAKilledPreparationLeft() throws Exception {
        Image copy = Image.layOut(Files.createDirectory(temporary.resolve("killed")));
        Path left = Files.writeString(temporary.resolve("killed/opt/mailshell/mailshell.jsa.4711"), "half of it");
        Path fresh = Files.writeString(temporary.resolve("killed/opt/mailshell/mailshell.jsa.4712"), "under way");
        Files.setLastModifiedTime(
                left, FileTime.from(Instant.now(Clock.systemUTC()).minus(Duration.ofHours(1))));

        copy.run(Map.of(), "prepare");

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void letsItsOptionsBeOverridden() throws Exception {
        Image.Run run = image.run(Map.of("MAILSHELL_JAVA_OPTS", "-Xmx48m -XX:+PrintFlagsFinal"), "--version");

        assertThat(run.out()).containsPattern("MaxHeapSize +:?= " + 48 * 1024 * 1024 + " ");
    }

    private Image copyWithArchive(String name) throws IOException {
        Image copy = Image.layOut(Files.createDirectory(temporary.resolve(name)));
        Path archive = Path.of("opt/mailshell/mailshell.jsa");
        Files.copy(directory.resolve(archive), temporary.resolve(name).resolve(archive));
        temporary.resolve(name).resolve(archive).toFile().setWritable(true);
        return copy;
    }

    private void assertStartsSilentlyWithoutArchive(Image copy) throws Exception {
        Image.Run run = copy.run(Map.of(), "--version");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("mailshell ").hasLineCount(1);
        assertThat(classesOf(copy)).contains("MailshellCommand").doesNotContain(FROM_ARCHIVE);
    }

    /** Which classes a run loads, and from where. */
    private String classesOf(Image started) throws Exception {
        Path log = temporary.resolve("classes");
        started.run(Map.of("MAILSHELL_JAVA_OPTS", "-Xlog:class+load:file=" + log), "--version");
        return Files.readString(log);
    }

    @Test
    void carriesLettersBeyondAsciiToTheProcessWhateverTheLocale() throws Exception {
        Image.Run run = image.run(Map.of("LANG", "C", "LC_ALL", "POSIX"), "demo", "--", "printf '<%s>' ü; touch ü; ls");

        assertThat(run.err()).contains("verified");
        assertThat(run.out()).contains("<ü>ü\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void takesNewPrivilegesFromAServerAndCoreFilesFromEveryVerb() throws Exception {
        // It makes no archive, and then says what the JVM of a server would have.
        Path java = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                java,
                """
                #!/bin/sh
                case "$*" in
                *" server") grep NoNewPrivs /proc/self/status; ulimit -Hc ;;
                *" client" | *" read" | *" keys list") ulimit -Hc ;;
                *) exit 1 ;;
                esac
                """);
        java.toFile().setExecutable(true);
        Files.writeString(temporary.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Image copy = Image.layOut(Files.createDirectory(temporary.resolve("fake")));

        Map<String, String> environment =
                Map.of("JAVA_HOME", temporary.resolve("jdk").toString());

        assertThat(copy.run(environment, "server").out()).isEqualTo("NoNewPrivs:\t1\n0\n");
        assertThat(copy.run(environment, "client").out()).isEqualTo("0\n");
        assertThat(copy.run(environment, "read").out()).isEqualTo("0\n");
        assertThat(copy.run(environment, "keys", "list").out()).isEqualTo("0\n");
    }

    @Test
    void findsFunctionsForReferencesAmongTheLibrariesThatAreNamed() throws Exception {
        Path functions = temporary.resolve("libraries/META-INF/services/org/apache/camel/properties-function");
        Files.writeString(Files.createDirectories(functions).resolve("shelf"), "class=" + Shelf.class.getName());
        Path classes = Files.createDirectories(temporary.resolve("libraries/dev/mailshell/dist"));
        Files.copy(Path.of("target/test-classes/dev/mailshell/dist/Shelf.class"), classes.resolve("Shelf.class"));
        image.run(Map.of(), "keys", "init", "--dir", "shelf", "--server", "web2=web2@mail.test", "--client", "a=a@b.c");
        Map<String, String> environment = new HashMap<>(nowhere());
        environment.put("MAILSHELL_IMAP_PORT", "{{shelf:port}}");

        String without = image.run(environment, "doctor", "--offline", "--home", "shelf/web2")
                .out();
        environment.put("MAILSHELL_CLASS_PATH", temporary.resolve("libraries").toString());
        String with = image.run(environment, "doctor", "--offline", "--home", "shelf/web2")
                .out();

        assertThat(without).contains("Camel has no property function shelf here");
        assertThat(with).contains("mailshell.imap.port", "was ***").doesNotContain("function");
    }

    @Test
    void runsNothingFromFoldersThatOthersCouldFill() throws Exception {
        Path open = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        for (String path : List.of("libraries/*", "/opt/none/*:", ":/opt/none", open + "/*", open.toString())) {
            Image.Run run = image.run(Map.of("MAILSHELL_CLASS_PATH", path), "--version");
            assertThat(run.exitCode()).as(path).isEqualTo(255);
            assertThat(run.err()).startsWith("error: MAILSHELL_CLASS_PATH ").contains("\nhint: ");
        }
    }

    @Test
    void runsTheDemoOnItsOwnMailServerWhateverTheEnvironmentNames() throws Exception {
        Image.Run run = image.run(nowhere(), "demo", "--", "echo done");

        assertThat(run.out()).isEqualTo("done\n");
    }

    @Test
    void leavesNoNativeLibraryBehindWhenItIsKilled() throws Exception {
        image.run(Map.of(), "keys", "init", "--dir", "homes", "--server", "web1=web1@mail.test", "--client", "a=a@b.c");
        Path home = directory.resolve("homes/web1");
        Map<String, String> environment = new HashMap<>(nowhere());
        environment.put("MAILSHELL_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        Process server = image.start(
                environment, directory.resolve("out"), directory.resolve("err"), "server", "--home", home.toString());
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(home.resolve("state/state.db-wal")) || !server.isAlive());
            assertThat(server.isAlive())
                    .as(Files.readString(directory.resolve("err")))
                    .isTrue();
        } finally {
            server.destroyForcibly().waitFor();
        }

        assertThat(librariesBelow(temporary)).isZero();
        assertThat(librariesBelow(home)).isZero();
    }

    /** A mail server that nobody runs: the ledger is opened before the mailbox is. */
    private static Map<String, String> nowhere() {
        return Map.of(
                "MAILSHELL_IMAP_HOST", "localhost",
                "MAILSHELL_IMAP_PORT", "1",
                "MAILSHELL_IMAP_PASSWORD", "none",
                "MAILSHELL_SMTP_HOST", "localhost",
                "MAILSHELL_SMTP_PORT", "1",
                "MAILSHELL_SMTP_PASSWORD", "none");
    }

    private static long librariesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("sqlitejdbc"))
                    .count();
        }
    }
}
