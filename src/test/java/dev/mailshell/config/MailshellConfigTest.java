package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.crypto.FileOwners;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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

class MailshellConfigTest {

    private static final String COMPLETE =
            """
            mailshell.name=web1
            mailshell.role=server
            mailshell.address=web1@mail.test
            mailshell.imap.host=imap.mail.test
            mailshell.smtp.host=smtp.mail.test
            mailshell.password-file=password
            """;

    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(directory.resolve("web1"));
        home.create(Role.SERVER);
        write("password", "s3cret\n", "rw-------");
        write("mailshell.properties", COMPLETE, "rw-------");
    }

    @Test
    void fillsInWhatIsNotWritten() throws Exception {
        MailshellConfig config = load(Map.of());

        assertThat(config.identity().name()).isEqualTo(new IdentityName("web1"));
        assertThat(config.role()).isEqualTo(Role.SERVER);
        assertThat(config.provider()).isEqualTo(Provider.CUSTOM);
        assertThat(config.imap().port()).isEqualTo(993);
        assertThat(config.imap().user()).isEqualTo("web1@mail.test");
        assertThat(config.imap().folder()).isEqualTo("INBOX");
        assertThat(config.imap().received()).isEqualTo("mailshell/received");
        assertThat(config.imap().poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.imap().password().reveal()).isEqualTo("s3cret");
        assertThat(config.smtp().port()).isEqualTo(465);
        assertThat(config.smtp().startTls()).isFalse();
        assertThat(config.smtp().password().reveal()).isEqualTo("s3cret");
        assertThat(config.caFile()).isEmpty();
        assertThat(config.routes()).isEqualTo(home.routes());
        assertThat(config.maxMail()).isEqualTo(10_000_000);
    }

    @Test
    void takesTheEnvironmentBeforeDotEnvBeforeProperties() throws Exception {
        write(".env", "MAILSHELL_IMAP_HOST=dotenv.test\nMAILSHELL_SMTP_HOST=dotenv.test\nOTHER=1\n", "rw-r--r--");

        MailshellConfig config = load(Map.of("MAILSHELL_IMAP_HOST", "environment.test"));

        assertThat(config.imap().host()).isEqualTo("environment.test");
        assertThat(config.smtp().host()).isEqualTo("dotenv.test");
        assertThat(config.identity().address()).hasToString("web1@mail.test");
    }

    @Test
    void letsAnEmptyVariableHideNothing() throws Exception {
        assertThat(load(Map.of("MAILSHELL_IMAP_HOST", "")).imap().host()).isEqualTo("imap.mail.test");
    }

    @Test
    void turnsAHyphenIntoAnUnderscoreInTheNameOfAVariable() throws Exception {
        Path other = write("other", "0ther", "rw-------");

        MailshellConfig config = load(Map.of("MAILSHELL_PASSWORD_FILE", other.toString()));

        assertThat(config.imap().password().reveal()).isEqualTo("0ther");
    }

    @Test
    void trimsValuesAndSkipsComments() throws Exception {
        append("  # a comment\n\n  mailshell.imap.port =  1993  \n");

        assertThat(load(Map.of()).imap().port()).isEqualTo(1993);
    }

    @Test
    void keepsAPasswordAsItIsWritten() throws Exception {
        append("mailshell.imap.password=a\\tb=c#d: \"e\"\n");

        assertThat(load(Map.of()).imap().password().reveal()).isEqualTo("a\\tb=c#d: \"e\"");
    }

    @ParameterizedTest
    @CsvSource({
        "gmail, imap.gmail.com, smtp.gmail.com, 465, false",
        "outlook, outlook.office365.com, smtp-mail.outlook.com, 587, true",
        "fastmail, imap.fastmail.com, smtp.fastmail.com, 465, false",
        "yahoo, imap.mail.yahoo.com, smtp.mail.yahoo.com, 465, false",
        "icloud, imap.mail.me.com, smtp.mail.me.com, 587, true",
    })
    void knowsTheHostsOfAProvider(String provider, String imap, String smtp, int port, boolean startTls)
            throws Exception {
        replace("mailshell.imap.host=imap.mail.test", "mailshell.imap.host=");
        replace("mailshell.smtp.host=smtp.mail.test", "mailshell.provider=" + provider);

        MailshellConfig config = load(Map.of());

        assertThat(config.imap().host()).isEqualTo(imap);
        assertThat(config.smtp().host()).isEqualTo(smtp);
        assertThat(config.smtp().port()).isEqualTo(port);
        assertThat(config.smtp().startTls()).isEqualTo(startTls);
    }

    @Test
    void prefersAWrittenHostToThatOfTheProvider() throws Exception {
        append("mailshell.provider=gmail\n");

        assertThat(load(Map.of()).imap().host()).isEqualTo("imap.mail.test");
    }

    @Test
    void movesToPort587WithStartTls() throws Exception {
        append("mailshell.smtp.starttls=true\n");

        MailshellConfig config = load(Map.of());

        assertThat(config.smtp().port()).isEqualTo(587);
        assertThat(config.placeholders()).containsEntry("mailshell.smtp.scheme", "smtp");
    }

    @Test
    void reportsEverythingThatIsMissingAtOnce() throws Exception {
        write("mailshell.properties", "mailshell.imap.host=\n", "rw-------");

        assertThat(problems(Map.of()))
                .extracting(Problem::place, Problem::fact)
                .containsExactly(
                        tuple("mailshell.properties", "mailshell.address is missing"),
                        tuple("mailshell.properties", "mailshell.name is missing"),
                        tuple("mailshell.properties", "mailshell.role is missing"),
                        tuple("mailshell.properties:1", "mailshell.imap.host is missing"),
                        tuple("mailshell.properties", "mailshell.imap.password is missing"),
                        tuple("mailshell.properties", "mailshell.smtp.host is missing"),
                        tuple("mailshell.properties", "mailshell.smtp.password is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailshell.imap.port=0",
                "mailshell.imap.port=65536",
                "mailshell.smtp.port=465x",
                "mailshell.smtp.starttls=yes",
                "mailshell.provider=hotmail",
                "mailshell.imap.poll=1",
                "mailshell.imap.poll=10ms",
                "mailshell.imap.poll=2h",
                "mailshell.imap.received=INBOX",
                "mailshell.max-mail=10",
                "mailshell.max-mail=1KB",
                "mailshell.max-mail=1000MB",
                "mailshell.tls.ca-file=none.pem",
                "mailshell.ledger.url=jdbc:postgresql://user:pw@db.test/x",
                "mailshell.ledger.url=state/state.db",
                "mailshell.ledger.url=jdbc:sqlite:",
                "mailshell.ledger.url=jdbc:sqlite::memory:",
                "mailshell.ledger.url=jdbc:sqlite:file:state/state.db",
                "mailshell.ledger.url=jdbc:sqlite:state/state.db?synchronous=OFF",
                "mailshell.ledger.url=jdbc:sqlite:state/a\u0000b",
                "mailshell.ledger.url=jdbc:sqlite:ledger/",
                "mailshell.ledger.url=jdbc:sqlite:state",
                "mailshell.ledger.url=jdbc:sqlite:state.db",
                "mailshell.ledger.url=jdbc:sqlite:state/work/state.db",
                "mailshell.ledger.url=jdbc:sqlite:state/x/../spool/state.db",
                "mailshell.ledger.url=jdbc:sqlite:outbox/state.db",
                "mailshell.ledger.url=jdbc:sqlite:identity/x/state.db",
                "mailshell.smtp.user=a\u0007b",
            })
    void refusesAWrongValueAtItsLine(String line) throws Exception {
        append(line + "\n");

        List<Problem> problems = problems(Map.of());

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("mailshell.properties:7");
            assertThat(problem.fact()).startsWith(line.substring(0, line.indexOf('=')) + " cannot be used");
            assertThat(problem.hint()).isNotEmpty();
        });
    }

    @Test
    void pointsAtTheNameOfAFolderOfRoutesThatIsMissing() throws Exception {
        append("mailshell.routes=none\n");

        assertThat(problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7:18",
                        "no route found: there is no folder " + home.directory().resolve("none"),
                        "for example: mailshell.routes=routes"));
    }

    @ParameterizedTest
    @CsvSource({
        "name=web1, name=Web_1",
        "role=server, role=both",
        "address=web1@mail.test, address=web1",
        "imap.host=imap.mail.test, imap.host=imap.mail.test?x=y",
        "smtp.host=smtp.mail.test, smtp.host=-",
        "password-file=password, password-file=none",
    })
    void refusesAWrongValueInPlaceOfARightOne(String right, String wrong) throws Exception {
        replace(right, wrong);

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.place()).startsWith("mailshell.properties:");
            assertThat(problem.fact()).startsWith("mailshell." + wrong.substring(0, wrong.indexOf('=')) + " cannot");
        });
    }

    @Test
    void refusesAuthoritiesThatOthersCanChange() throws Exception {
        write("ca.pem", "", "rw-rw-rw-");
        append("mailshell.tls.ca-file=ca.pem\n");

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .isEqualTo("the file can be written by others (mode 0666, expected no more than 0644)"));
    }

    @Test
    void saysHowToWriteAPasswordFileThatIsMissing() throws Exception {
        replace("password-file=password", "password-file=none");

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.hint())
                .isEqualTo("write the mailbox's password into it: (umask 077; cat > "
                        + home.directory().resolve("none") + "), Enter, Ctrl-D"));
    }

    @Test
    void saysHowToWriteAPasswordFileThatIsEmpty() throws Exception {
        Files.writeString(home.directory().resolve("password"), "");

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.hint())
                .isEqualTo("write the mailbox's password into it: (umask 077; cat > "
                        + home.directory().resolve("password") + "), Enter, Ctrl-D"));
    }

    @Test
    void tellsAHomeThatMayNotBeEnteredFromAFolderThatIsNone() throws Exception {
        Path closed = home.directory().resolve("closed");
        Files.createDirectory(closed, PosixFilePermissions.asFileAttribute(Set.of()));
        assumeFalse(Files.isExecutable(closed), "root may enter every folder");

        ConfigFailure failure =
                catchThrowableOfType(ConfigFailure.class, () -> MailshellConfig.load(new Home(closed), Map.of()));
        assertThat(failure.problems()).singleElement().satisfies(problem -> assertThat(problem.fact())
                .isEqualTo("the home cannot be read by this user"));
    }

    @ParameterizedTest
    @CsvSource({
        "mailshell.imap.hots, did you mean mailshell.imap.host?",
        "imap.port, did you mean mailshell.imap.port?",
        "mailshell.smtp.startls, did you mean mailshell.smtp.starttls?",
        "colour, keys-template/mailshell.properties lists all settings",
    })
    void suggestsTheNearestSetting(String unknown, String hint) throws Exception {
        append(unknown + "=1\n");

        assertThat(problems(Map.of()))
                .containsExactly(new Problem("mailshell.properties:7", "unknown setting " + unknown, hint));
    }

    @Test
    void tellsAMistypedVariableFromOneOfAnotherProgram() throws Exception {
        Map<String, String> environment =
                Map.of("MAILSHELL_IMAP_HSOT", "x", "MAILSHELL_SERVICE_HOST", "x", "MAILSHELL_HOME", "x", "PATH", "x");

        assertThat(problems(environment))
                .containsExactly(new Problem(
                        "MAILSHELL_IMAP_HSOT",
                        "unknown setting MAILSHELL_IMAP_HSOT",
                        "did you mean MAILSHELL_IMAP_HOST?"));
    }

    @Test
    void refusesADuplicateAndALineWithoutAKey() throws Exception {
        append("mailshell.name=web2\nhunter2\n");

        List<Problem> problems = problems(Map.of());

        assertThat(problems)
                .extracting(Problem::place, Problem::fact)
                .containsExactlyInAnyOrder(
                        tuple(
                                "mailshell.properties:7",
                                "mailshell.name is set twice (first at mailshell.properties:1)"),
                        tuple("mailshell.properties:8", "the line is not of the form key=value"));
        assertThat(problems.toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesPasswordsThatOthersCanRead() throws Exception {
        append("mailshell.smtp.password=hunter2\n");
        write(".env", "MAILSHELL_IMAP_PASSWORD=hunter2\n", "rw-r-----");
        mode(home.properties(), "rw-r--r--");
        mode(directory.resolve("web1/password"), "rw-r--r--");

        assertThat(problems(Map.of()))
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
                "state/spool",
                "state/work",
                "logs",
                "routes",
                "outbox",
                "sending",
                "sent",
                "failed",
                "replies",
            })
    void refusesAFolderThatIsNotForItsOwnerAlone(String name) throws Exception {
        fillHome();
        Path folder = home.directory().resolve(name);
        String place = name.isEmpty() ? home.directory().toString() : name;
        Map<String, String> open = Map.of("rwxr-xr-x", "0755", "rwx--x---", "0710", "rwx---r--", "0704");
        for (String mode : open.keySet()) {
            mode(folder, mode);

            assertThat(problems(Map.of()))
                    .containsExactly(new Problem(
                            place,
                            "the folder is not private: others can use it (mode " + open.get(mode) + ", expected 0700)",
                            "chmod 700 " + folder));
        }
        mode(folder, "rwx------");
        assertThat(load(Map.of()).home()).isEqualTo(home);
    }

    @Test
    void knowsEachFolderThatAHomeIsMadeWith() throws Exception {
        home.create(Role.CLIENT);

        try (Stream<Path> made = Files.walk(home.directory())) {
            assertThat(home.folders())
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
        fillHome();
        Path path = home.directory().resolve(place);
        mode(path, mode);

        assertThat(problems(Map.of()))
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
        append("mailshell.routes=../elsewhere\n");

        assertThat(problems(Map.of()))
                .extracting(Problem::place)
                .containsExactly(elsewhere.toString(), route.toString());
    }

    @Test
    void letsOthersReadRoutesThatAreNotInTheHome() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        mode(Files.createFile(elsewhere.resolve("a.camel.yaml")), "rw-r--r--");
        mode(elsewhere, "rwxr-xr-x");
        append("mailshell.routes=../elsewhere\n");

        assertThat(load(Map.of()).routes()).isEqualTo(elsewhere);
    }

    @Test
    void refusesConfiguredRoutesInTheHomeThatOthersCanEnter() throws Exception {
        Path mine = Files.createDirectory(home.directory().resolve("mine"));
        Files.createFile(mine.resolve("a.camel.yaml"));
        mode(mine, "rwxr-xr-x");
        append("mailshell.routes=mine\n");

        assertThat(problems(Map.of())).extracting(Problem::place).containsExactly("mine");
    }

    @Test
    void looksAtWhatALinkLeadsTo() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        mode(open, "rwxr-xr-x");
        Files.createSymbolicLink(home.replies(), open);
        Path closed = Files.createDirectory(directory.resolve("closed"));
        mode(closed, "rwx------");
        Files.createSymbolicLink(home.outbox(), closed);

        assertThat(problems(Map.of())).extracting(Problem::place).containsExactly("replies");
    }

    @Test
    void looksAtTheHomeThatALinkLeadsTo() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), home.directory());
        home = new Home(link);
        assertThat(load(Map.of()).home()).isEqualTo(home);

        mode(directory.resolve("web1"), "rwxr-xr-x");

        assertThat(problems(Map.of())).extracting(Problem::place).containsExactly(link.toString());
    }

    @Test
    void saysHowToTakeOverAFolderOfRoot() throws Exception {
        Path spool = home.spool();
        mode(spool, "rwxr-xr-x");
        Integer root = (Integer) Files.getAttribute(spool, "unix:uid");
        FileOwners owners = new FileOwners(Map.of(root, "root", Integer.MAX_VALUE, "web1"));

        List<Problem> problems = catchThrowableOfType(
                        ConfigFailure.class, () -> new ConfigLoader(home, owners).load(Map.of()))
                .problems();

        assertThat(problems)
                .contains(
                        new Problem(
                                "state/spool",
                                "the folder is not private: others can use it (mode 0755, expected 0700)",
                                "chown web1 " + spool + ", then chmod 700 " + spool),
                        new Problem(
                                "logs",
                                "the folder is for root alone (expected for web1)",
                                "chown web1 " + home.logs() + ", or run this as its owner"));
    }

    @Test
    void refusesWhatBelongsToSomebodyElse() throws Exception {
        fillHome();
        String owner = Files.getOwner(home.directory()).getName();
        FileOwners others = new FileOwners(Map.of(4711, "web1"));

        List<Problem> problems = catchThrowableOfType(
                        ConfigFailure.class, () -> new ConfigLoader(home, others).load(Map.of()))
                .problems();

        assertThat(problems)
                .extracting(Problem::place)
                .containsExactlyInAnyOrder(
                        home.directory().toString(),
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
                        "state/spool",
                        "state/work",
                        "logs",
                        "outbox",
                        "sending",
                        "sent",
                        "failed",
                        "replies");
        assertThat(problems)
                .filteredOn(problem -> problem.place().equals("routes"))
                .containsExactly(new Problem(
                        "routes",
                        "the folder belongs to " + owner + " (expected web1)",
                        "chown web1 " + home.routes() + ", or run this as its owner"));
    }

    /** Everything that others must not change, as a careful operator has it. */
    private void fillHome() throws IOException {
        home.create(Role.CLIENT);
        Files.createDirectory(home.routes());
        mode(home.routes(), "rwx------");
        write("routes/a.camel.yaml", "", "rw-r--r--");
        write("policy.yaml", "{}", "rw-r--r--");
        write(".env", "", "rw-r--r--");
    }

    @Test
    void acceptsAHomeThatOnlyItsOwnerCanChange() throws Exception {
        fillHome();

        assertThat(load(Map.of()).routes()).isEqualTo(home.routes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines\n"})
    void refusesAPasswordFileWithoutExactlyOneLine(String content) throws Exception {
        write("password", content, "rw-------");

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("mailshell.properties:6");
            assertThat(problem.fact()).doesNotContain("two");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {" s3cret", "s3cret\t", "\u00a0s3cret "})
    void refusesBlanksThatSomebodyElseMightCount(String content) throws Exception {
        write("password", content + "\n", "rw-------");

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("expected one line of 1 to 256 characters, with no blank before or after it")
                .doesNotContain("s3cret"));
    }

    @Test
    void hasNoPassphraseUnlessOneIsSet() throws Exception {
        assertThat(load(Map.of()).keyPassphrase()).isEmpty();
    }

    @Test
    void readsThePassphraseFromAFileOrFromASettingThatWins() throws Exception {
        write("passphrase", "correct hörse battery\r\n", "rw-------");
        append("mailshell.key-passphrase-file=passphrase\n");

        MailshellConfig inFile = load(Map.of());
        MailshellConfig set = load(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"));

        assertThat(inFile.keyPassphrase()).map(Secret::reveal).contains("correct hörse battery");
        assertThat(Owner.load(home, Map.of()).keyPassphrase())
                .map(Secret::reveal)
                .contains("correct hörse battery");
        assertThat(set.keyPassphrase()).map(Secret::reveal).contains("hunter2");
    }

    @Test
    void needsNoPassphraseFileBesideAPassphrase() throws Exception {
        append("mailshell.key-passphrase-file=none\n");

        assertThat(load(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2")).keyPassphrase())
                .isPresent();
        assertThat(problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7",
                        "mailshell.key-passphrase-file cannot be used (there is no file "
                                + home.directory().resolve("none") + " that can be read)",
                        "write the passphrase of the private keys into it: (umask 077; cat > "
                                + home.directory().resolve("none") + "), Enter, Ctrl-D"));
    }

    @Test
    void refusesAPassphraseThatOthersCanRead() throws Exception {
        write("passphrase", "hunter2", "rw-r-----");
        append("mailshell.key-passphrase-file=passphrase\n");
        assertThat(problems(Map.of())).extracting(Problem::place).containsExactly("passphrase");

        append("mailshell.key-passphrase=hunter2\n");
        mode(home.properties(), "rw-r--r--");
        assertThat(problems(Map.of())).extracting(Problem::place).containsExactly("mailshell.properties");
    }

    @Test
    void handsThePassphraseToNoRouteAndPrintsItNowhere() throws Exception {
        MailshellConfig config = load(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"));

        assertThat(config.placeholders().toString()).doesNotContain("hunter2", "passphrase");
        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(Owner.load(home, Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"))
                        .toString())
                .doesNotContain("hunter2");
        String tooLong = "x".repeat(300);
        assertThat(problems(Map.of("MAILSHELL_KEY_PASSPHRASE", tooLong)).toString())
                .contains("mailshell.key-passphrase cannot be used (was ***")
                .doesNotContain(tooLong);
    }

    @Test
    void refusesAFolderThatIsNotAHome() {
        Home none = new Home(directory.resolve("none"));

        ConfigFailure failure = catchThrowableOfType(ConfigFailure.class, () -> MailshellConfig.load(none, Map.of()));

        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(none.directory().toString());
            assertThat(problem.hint()).contains("--home DIR");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b", "a%20b", "a#b", "a&b", "a${b}", "a{{b}}"})
    void refusesAHomeWhosePathMeansSomethingInARoute(String name) throws Exception {
        home = new Home(Files.move(home.directory(), directory.resolve(name)));

        assertThat(problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("path of the home"));
    }

    @Test
    void refusesAFileThatIsNotText() throws Exception {
        Files.write(home.properties(), new byte[] {'#', (byte) 0xff, '\n'});

        assertThat(problems(Map.of())).extracting(Problem::fact).contains("the file is not UTF-8 text");
    }

    @Test
    void keepsTheLedgerInTheStateFolderUnlessAnotherPlaceIsSet() throws Exception {
        Path elsewhere = directory.resolve("ledger.db");
        assertThat(load(Map.of()).ledger()).isEqualTo(home.state().resolve("state.db"));

        append("mailshell.ledger.url=jdbc:sqlite:ledger/web1.db\n");

        assertThat(load(Map.of()).ledger()).isEqualTo(home.directory().resolve("ledger/web1.db"));
        assertThat(load(Map.of("MAILSHELL_LEDGER_URL", "jdbc:sqlite:" + elsewhere))
                        .ledger())
                .isEqualTo(elsewhere);
    }

    @Test
    void saysNothingOfTheUrlOfAnotherDatabase() throws Exception {
        append("mailshell.ledger.url=jdbc:postgresql://user:hunter2@db.test/x\n");

        assertThat(problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7",
                        "mailshell.ledger.url cannot be used (it names another kind of database than SQLite, which this"
                                + " version does not know)",
                        "for example: mailshell.ledger.url=jdbc:sqlite:state/state.db"));
    }

    @Test
    void neverPrintsASecret() throws Exception {
        String wrong = "x".repeat(300);
        append("mailshell.imap.password=hunter2\n");

        assertThat(load(Map.of()).toString()).contains("***").doesNotContain("hunter2", "s3cret");
        assertThat(problems(Map.of("MAILSHELL_SMTP_PASSWORD", wrong)).toString())
                .doesNotContain(wrong);
    }

    @Test
    void handsEachSettingToTheRoutes() throws Exception {
        Path ca = write("ca.pem", "", "rw-r--r--");
        append("mailshell.tls.ca-file=ca.pem\nmailshell.imap.poll=500ms\nmailshell.max-mail=1MiB\n");

        assertThat(load(Map.of()).placeholders())
                .containsEntry("mailshell.home", home.directory().toString())
                .containsEntry("mailshell.name", "web1")
                .containsEntry("mailshell.role", "server")
                .containsEntry("mailshell.imap.host", "imap.mail.test")
                .containsEntry("mailshell.imap.password", "s3cret")
                .containsEntry("mailshell.imap.poll", "500")
                .containsEntry("mailshell.smtp.port", "465")
                .containsEntry("mailshell.smtp.scheme", "smtps")
                .containsEntry("mailshell.max-mail", "1048576")
                .containsEntry("mailshell.tls.ca-file", ca.toString());
    }

    private MailshellConfig load(Map<String, String> environment) throws Exception {
        return MailshellConfig.load(home, environment);
    }

    private List<Problem> problems(Map<String, String> environment) {
        return catchThrowableOfType(ConfigFailure.class, () -> load(environment))
                .problems();
    }

    private Path write(String name, String text, String mode) throws IOException {
        Path file = home.directory().resolve(name);
        Files.writeString(file, text);
        mode(file, mode);
        return file;
    }

    private void append(String text) throws IOException {
        write("mailshell.properties", COMPLETE + text, "rw-------");
    }

    private void replace(String right, String wrong) throws IOException {
        String text = Files.readString(home.properties());
        assertThat(text).contains(right);
        write("mailshell.properties", text.replace(right, wrong), "rw-------");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
