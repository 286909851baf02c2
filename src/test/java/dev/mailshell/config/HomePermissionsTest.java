package dev.mailshell.config;

import static dev.mailshell.config.TestHome.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.crypto.FileOwners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A home that others can use or change is refused, with the command that closes it. */
class HomePermissionsTest {

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
    }

    @Test
    void refusesAuthoritiesThatOthersCanChange() throws Exception {
        web1.write("ca.pem", "", "rw-rw-rw-");
        web1.append("mailshell.tls.ca-file=ca.pem\n");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .isEqualTo("the file can be written by others (mode 0666, expected no more than 0644)"));
    }

    @Test
    void tellsAHomeThatMayNotBeEnteredFromAFolderThatIsNone() throws Exception {
        Path closed = web1.home().directory().resolve("closed");
        Files.createDirectory(closed, PosixFilePermissions.asFileAttribute(Set.of()));
        assumeFalse(Files.isExecutable(closed), "root may enter every folder");

        ConfigFailure failure =
                catchThrowableOfType(ConfigFailure.class, () -> MailshellConfig.load(new Home(closed), Map.of()));
        assertThat(failure.problems()).singleElement().satisfies(problem -> assertThat(problem.fact())
                .isEqualTo("the home cannot be read by this user"));
    }

    @Test
    void refusesPasswordsThatOthersCanRead() throws Exception {
        web1.append("mailshell.smtp.password=hunter2\n");
        web1.write(".env", "MAILSHELL_IMAP_PASSWORD=hunter2\n", "rw-r-----");
        mode(web1.home().properties(), "rw-r--r--");
        mode(directory.resolve("web1/password"), "rw-r--r--");

        assertThat(web1.problems(Map.of()))
                .extracting(Problem::place, Problem::fact)
                .containsExactly(
                        tuple(
                                "mailshell.properties",
                                "the file holds a password and others can use it (mode 0644, expected 0600)"),
                        tuple(".env", "the file holds a password and others can use it (mode 0640, expected 0600)"),
                        tuple(
                                "password",
                                "the file holds a password and others can use it (mode 0644, expected 0600)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "trust",
                "trust/clients",
                "trust/servers",
                "revoked",
                "state",
                "state/work",
                "audit",
                "logs",
                "routes",
                "outbox",
                "sending",
                "sent",
                "failed",
                "replies",
                "replies/approvals",
            })
    void refusesAFolderThatIsNotForItsOwnerAlone(String name) throws Exception {
        web1.fill();
        Path folder = web1.home().directory().resolve(name);
        String place = name.isEmpty() ? web1.home().directory().toString() : name;
        Map<String, String> open = Map.of("rwxr-xr-x", "0755", "rwx--x---", "0710", "rwx---r--", "0704");
        for (String mode : open.keySet()) {
            mode(folder, mode);

            assertThat(web1.problems(Map.of()))
                    .containsExactly(new Problem(
                            place,
                            "the folder is not private: others can use it (mode " + open.get(mode) + ", expected 0700)",
                            "chmod 700 " + folder));
        }
        mode(folder, "rwx------");
        assertThat(web1.load(Map.of()).home()).isEqualTo(web1.home());
    }

    @Test
    void knowsEachFolderThatAHomeIsMadeWith() throws Exception {
        web1.home().create(Role.CLIENT);

        try (Stream<Path> made = Files.walk(web1.home().directory())) {
            assertThat(web1.home().folders())
                    .containsAll(made.filter(Files::isDirectory).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "routes/a.camel.yaml, rw-rw-r--, file, 0664, 0644",
        "policy.yaml, rw-----w-, file, 0602, 0600",
        "mailshell.properties, rw-rw-r--, file, 0664, 0644",
        ".env, rw-rw-rw-, file, 0666, 0644",
    })
    void refusesWhatOthersCanWrite(String place, String mode, String kind, String was, String expected)
            throws Exception {
        web1.fill();
        Path path = web1.home().directory().resolve(place);
        mode(path, mode);

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        place,
                        "the " + kind + " can be written by others (mode " + was + ", expected no more than " + expected
                                + ")",
                        "chmod go-w " + path));
    }

    @Test
    void refusesConfiguredRoutesThatOthersCanWrite() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path route = Files.createFile(elsewhere.resolve("a.camel.yaml"));
        mode(route, "rw-rw-rw-");
        mode(elsewhere, "rwxrwxrwx");
        web1.append("mailshell.routes=../elsewhere\n");

        assertThat(web1.problems(Map.of()))
                .extracting(Problem::place)
                .containsExactly(elsewhere.toString(), route.toString());
    }

    @Test
    void letsOthersReadRoutesThatAreNotInTheHome() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        mode(Files.createFile(elsewhere.resolve("a.camel.yaml")), "rw-r--r--");
        mode(elsewhere, "rwxr-xr-x");
        web1.append("mailshell.routes=../elsewhere\n");

        assertThat(web1.load(Map.of()).routes()).isEqualTo(elsewhere);
    }

    @Test
    void refusesConfiguredRoutesInTheHomeThatOthersCanEnter() throws Exception {
        Path mine = Files.createDirectory(web1.home().directory().resolve("mine"));
        Files.createFile(mine.resolve("a.camel.yaml"));
        mode(mine, "rwxr-xr-x");
        web1.append("mailshell.routes=mine\n");

        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("mine");
    }

    @Test
    void looksAtWhatALinkLeadsTo() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        mode(open, "rwxr-xr-x");
        Files.createSymbolicLink(web1.home().replies(), open);
        Path closed = Files.createDirectory(directory.resolve("closed"));
        mode(closed, "rwx------");
        Files.createSymbolicLink(web1.home().outbox(), closed);

        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("replies");
    }

    @Test
    void looksAtTheHomeThatALinkLeadsTo() throws Exception {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), web1.home().directory());
        TestHome linked = new TestHome(new Home(link));
        assertThat(linked.load(Map.of()).home()).isEqualTo(linked.home());

        mode(directory.resolve("web1"), "rwxr-xr-x");

        assertThat(linked.problems(Map.of())).extracting(Problem::place).containsExactly(link.toString());
    }

    @Test
    void refusesKeysOfTheVaultThatOthersCanRead() throws Exception {
        web1.write("identity/vault.keys", "", "rw-r--r--");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "identity/vault.keys",
                        "the file holds the keys of the vault and others can use it (mode 0644, expected 0600)",
                        "chmod 600 " + web1.home().vaultKeys()));
    }

    @Test
    void refusesKeysOfStoredMailThatOthersCanRead() throws Exception {
        web1.write("identity/mail.keys", "", "rw-r--r--");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "identity/mail.keys",
                        "the file holds the keys of stored mail and others can use it (mode 0644, expected 0600)",
                        "chmod 600 " + web1.home().mailStoreKeys()));
    }

    @Test
    void saysHowToTakeOverAFolderOfRoot() throws Exception {
        Path work = web1.home().work();
        mode(work, "rwxr-xr-x");
        Integer root = (Integer) Files.getAttribute(work, "unix:uid");
        FileOwners owners = new FileOwners(Map.of(root, "root", Integer.MAX_VALUE, "web1"));

        List<Problem> problems = catchThrowableOfType(
                        ConfigFailure.class, () -> new ConfigLoader(web1.home(), owners).load(Map.of()))
                .problems();

        assertThat(problems)
                .contains(
                        new Problem(
                                "state/work",
                                "the folder is not private: others can use it (mode 0755, expected 0700)",
                                "chown web1 " + work + ", then chmod 700 " + work),
                        new Problem(
                                "logs",
                                "the folder is for root alone (expected for web1)",
                                "chown web1 " + web1.home().logs() + ", or run this as its owner"));
    }

    @Test
    void refusesWhatBelongsToSomebodyElse() throws Exception {
        web1.fill();
        String owner = Files.getOwner(web1.home().directory()).getName();
        FileOwners others = new FileOwners(Map.of(4711, "web1"));

        List<Problem> problems = catchThrowableOfType(
                        ConfigFailure.class, () -> new ConfigLoader(web1.home(), others).load(Map.of()))
                .problems();

        assertThat(problems)
                .extracting(Problem::place)
                .containsExactlyInAnyOrder(
                        web1.home().directory().toString(),
                        "mailshell.properties",
                        ".env",
                        "password",
                        "policy.yaml",
                        "routes",
                        "routes/a.camel.yaml",
                        "identity",
                        "trust",
                        "trust/clients",
                        "trust/servers",
                        "revoked",
                        "state",
                        "state/audit",
                        "state/parts",
                        "state/work",
                        "audit",
                        "logs",
                        "outbox",
                        "sending",
                        "sent",
                        "failed",
                        "replies",
                        "replies/approvals");
        assertThat(problems)
                .filteredOn(problem -> problem.place().equals("routes"))
                .containsExactly(new Problem(
                        "routes",
                        "the folder belongs to " + owner + " (expected web1)",
                        "chown web1 " + web1.home().routes() + ", or run this as its owner"));
    }

    @Test
    void acceptsAHomeThatOnlyItsOwnerCanChange() throws Exception {
        web1.fill();

        assertThat(web1.load(Map.of()).routes()).isEqualTo(web1.home().routes());
    }

    @Test
    void refusesAPassphraseThatOthersCanRead() throws Exception {
        web1.write("passphrase", "hunter2", "rw-r-----");
        web1.append("mailshell.key-passphrase-file=passphrase\n");
        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("passphrase");

        web1.append("mailshell.key-passphrase=hunter2\n");
        mode(web1.home().properties(), "rw-r--r--");
        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("mailshell.properties");
    }
}
