package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.crypto.FileOwners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFolderTest {

    private static final int NOBODY_HERE = 4_000_000;

    @TempDir
    Path directory;

    private Home home;
    private Path outside;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(directory.resolve("web1"));
        home.create(Role.SERVER);
        outside = folder(directory.resolve("ledgers"), "rwx------");
        write("password", "s3cret\n");
        write(
                "mailshell.properties",
                """
                mailshell.name=web1
                mailshell.role=server
                mailshell.address=web1@mail.test
                mailshell.imap.host=imap.mail.test
                mailshell.smtp.host=smtp.mail.test
                mailshell.password-file=password
                """);
    }

    @Test
    void mayBeAFolderOfItsOwnOutsideTheHome() throws Exception {
        assertThat(load(outside).ledger()).isEqualTo(outside.resolve("web1.db"));
    }

    @Test
    void isShownToNoSandbox() throws Exception {
        assertThat(load(outside).privateFolders())
                .containsExactly(home.directory().toRealPath(), outside.toRealPath());
    }

    @Test
    void isHiddenWithTheHomeIfItLiesInIt() throws Exception {
        Path inside = folder(home.directory().resolve("ledger"), "rwx------");

        assertThat(load(inside).privateFolders())
                .containsExactly(home.directory().toRealPath());
    }

    @Test
    void isNotTheOnlyFolderThatMayLieElsewhere() throws Exception {
        Path identity = folder(directory.resolve("keys"), "rwx------");
        Files.delete(home.directory().resolve("identity"));
        Files.createSymbolicLink(home.directory().resolve("identity"), identity);

        assertThat(load(outside).privateFolders())
                .containsExactlyInAnyOrder(home.directory().toRealPath(), outside.toRealPath(), identity.toRealPath());
    }

    @Test
    void isNeverToBeTakenFromOthersOutsideTheHome() throws Exception {
        mode(outside, "rwxr-xr-x");
        String us = Files.getOwner(outside).getName();

        assertThat(problems(outside))
                .containsExactly(new Problem(
                        outside.toString(),
                        "the folder is not for us alone (owner " + us + ", mode 0755; expected owner " + us
                                + ", mode 0700)",
                        "give the ledger a folder of its own: install -d -m 700 -o " + us + " " + outside
                                + "/mailshell"));
    }

    @Test
    void isOutsideTheHomeAlsoBehindALink() throws Exception {
        mode(outside, "rwxr-xr-x");
        Path link = Files.createSymbolicLink(home.directory().resolve("ledger"), outside);

        assertThat(problems(link)).singleElement().satisfies(problem -> assertThat(problem.hint())
                .startsWith("give the ledger a folder of its own: install -d -m 700 -o ")
                .endsWith("/ledger/mailshell"));
    }

    @Test
    void isToBeClosedInTheHome() throws Exception {
        Path inside = folder(home.directory().resolve("ledger"), "rwxr-x---");

        assertThat(problems(inside))
                .containsExactly(new Problem(
                        "ledger",
                        "the folder is not private: others can use it (mode 0750, expected 0700)",
                        "chmod 700 " + inside));
    }

    @Test
    void mayNotBelongToAnotherUserOutsideTheHome() throws Exception {
        Problems problems = new Problems();
        new FileModes(home.directory(), new FileOwners(Map.of(NOBODY_HERE, "web1")), problems)
                .requireOwnFolder(outside, "do");

        ConfigFailure failure = catchThrowableOfType(ConfigFailure.class, problems::throwIfAny);

        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.fact()).endsWith("mode 0700; expected owner web1, mode 0700)");
            assertThat(problem.hint()).isEqualTo("do: install -d -m 700 -o web1 " + outside + "/mailshell");
        });
    }

    private MailshellConfig load(Path folder) throws Exception {
        return MailshellConfig.load(home, Map.of("MAILSHELL_LEDGER_URL", "jdbc:sqlite:" + folder.resolve("web1.db")));
    }

    private List<Problem> problems(Path folder) {
        return catchThrowableOfType(ConfigFailure.class, () -> load(folder)).problems();
    }

    private void write(String name, String text) throws IOException {
        mode(Files.writeString(home.directory().resolve(name), text), "rw-------");
    }

    private static Path folder(Path folder, String mode) throws IOException {
        return mode(Files.createDirectory(folder), mode);
    }

    private static Path mode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
