package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.text;
import static dev.mailshell.exec.Jobs.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mailshell.exec.JobResult.NotStarted;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedProgramTest {
    private final BoundedRunner runner = Jobs.runner();
    private final int ownUid = ownUid();

    @TempDir
    private Path parent;

    // Not below /tmp, where others can write.
    private Path folder;

    private Path script;

    PinnedProgramTest() throws IOException {}

    @BeforeEach
    void install() throws IOException {
        Path base = Path.of(System.getProperty("user.home"));
        folder = Files.createDirectory(
                base.resolve("pinned-" + Long.toHexString(new SecureRandom().nextLong())), JobDirectory.OWN_FOLDER);
        script = script("#!/bin/sh\necho good\n");
    }

    @AfterEach
    void close() throws IOException {
        runner.close();
        TreeRemoval.remove(folder);
    }

    @Test
    void runsTheProgramThatThePolicyPinned() throws Exception {
        requireSafeBase();
        try (JobResult result = runner.run(pinned(script, sha256(script)), parent)) {
            assertThat(text(result.stdout())).isEqualTo("good\n");
        }
    }

    @Test
    void neverRunsAChangedProgram() throws Exception {
        requireSafeBase();
        String digest = sha256(script);
        Path mark = folder.resolve("mark");
        Files.writeString(script, "#!/bin/sh\ntouch " + mark + "\n");

        assertRefused(script, digest);
        assertThat(mark).doesNotExist();
    }

    @Test
    void refusesAFileThatOthersCanWriteTo() throws Exception {
        requireSafeBase();
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertRefused(script, sha256(script));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xrwx"));
        assertRefused(script, sha256(script));
    }

    @Test
    void refusesAFolderAboveItThatOthersCanWriteTo() throws Exception {
        requireSafeBase();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        assertRefused(script, sha256(script));
    }

    @Test
    void refusesAFileOfAnotherUser() throws Exception {
        Prerequisite.require(ownUid == 0, "only root can give a file away");
        Files.setAttribute(script, "unix:uid", 65534);
        assertRefused(script, sha256(script));
    }

    @Test
    void refusesALinkFromWhereOthersCanWrite() throws Exception {
        requireSafeBase();
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(open.resolve("link"), script);
        assertRefused(link, sha256(script));
    }

    @Test
    void followsALinkToWhereOthersCanWrite() throws Exception {
        requireSafeBase();
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path lured = Files.copy(script, open.resolve("lured"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("open", "..", "open", "lured"));
        assertRefused(link, sha256(lured));
    }

    @Test
    void takesAProgramOfTheSystemBehindItsLinks() {
        assertThatCode(() -> new PinnedProgram(Path.of("/bin/sh"), sha256(Path.of("/bin/sh")), ownUid).verify())
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACircleOfLinks() throws Exception {
        requireSafeBase();
        Path link = folder.resolve("circle");
        Files.createSymbolicLink(link, link);
        assertThatThrownBy(() -> new PinnedProgram(link, "00", ownUid).verify()).isInstanceOf(StartFailure.class);
    }

    private void assertRefused(Path file, String digest) throws Exception {
        try (JobResult result = runner.run(pinned(file, digest), parent)) {
            assertThat(result.end())
                    .asInstanceOf(type(NotStarted.class))
                    .extracting(NotStarted::reason)
                    .isEqualTo(Reason.PROGRAM_CHANGED);
        }
    }

    private void requireSafeBase() throws IOException {
        try {
            new PinnedProgram(script, sha256(script), ownUid).verify();
        } catch (StartFailure unsafe) {
            Prerequisite.require(false, "a home folder that only its user can write to (" + unsafe.getMessage() + ")");
        }
    }

    private Path script(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Job pinned(Path program, String sha256) {
        return within(
                new Confinement(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.of(sha256),
                        Resources.UNLIMITED,
                        Optional.empty()),
                program(program.toString()));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int ownUid() throws IOException {
        return (Integer)
                Files.getAttribute(Path.of("/proc/self/status").toRealPath(), "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
