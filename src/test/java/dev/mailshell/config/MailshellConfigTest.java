package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailshellConfigTest {

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
    }

    @Test
    void fillsInWhatIsNotWritten() throws Exception {
        MailshellConfig config = web1.load(Map.of());

        assertThat(config.identity().name()).isEqualTo(new IdentityName("web1"));
        assertThat(config.role()).isEqualTo(Role.SERVER);
        assertThat(config.provider()).isEqualTo(Provider.CUSTOM);
        assertThat(imap(config).port()).isEqualTo(993);
        assertThat(imap(config).user()).isEqualTo("web1@mail.test");
        assertThat(imap(config).folder()).isEqualTo("INBOX");
        assertThat(imap(config).received()).isEqualTo("mailshell/received");
        assertThat(imap(config).poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(imap(config).password().orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(config.smtp().orElseThrow().port()).isEqualTo(465);
        assertThat(config.smtp().orElseThrow().startTls()).isFalse();
        assertThat(config.smtp().orElseThrow().password().orElseThrow().reveal())
                .isEqualTo("s3cret");
        assertThat(config.caFile()).isEmpty();
        assertThat(config.routes()).isEqualTo(web1.home().routes());
        assertThat(config.maxMail()).isEqualTo(10_000_000);
    }

    @Test
    void takesTheEnvironmentBeforeDotEnvBeforeProperties() throws Exception {
        web1.write(".env", "MAILSHELL_IMAP_HOST=dotenv.test\nMAILSHELL_SMTP_HOST=dotenv.test\nOTHER=1\n", "rw-r--r--");

        MailshellConfig config = web1.load(Map.of("MAILSHELL_IMAP_HOST", "environment.test"));

        assertThat(imap(config).host()).isEqualTo("environment.test");
        assertThat(config.smtp().orElseThrow().host()).isEqualTo("dotenv.test");
        assertThat(config.identity().address()).hasToString("web1@mail.test");
    }

    @Test
    void letsAnEmptyVariableHideNothing() throws Exception {
        assertThat(imap(web1.load(Map.of("MAILSHELL_IMAP_HOST", ""))).host()).isEqualTo("imap.mail.test");
    }

    @Test
    void turnsAHyphenIntoAnUnderscoreInTheNameOfAVariable() throws Exception {
        Path other = web1.write("other", "0ther", "rw-------");

        MailshellConfig config = web1.load(Map.of("MAILSHELL_PASSWORD_FILE", other.toString()));

        assertThat(imap(config).password().orElseThrow().reveal()).isEqualTo("0ther");
    }

    @Test
    void trimsValuesAndSkipsComments() throws Exception {
        web1.append("  # a comment\n\n  mailshell.imap.port =  1993  \n");

        assertThat(imap(web1.load(Map.of())).port()).isEqualTo(1993);
    }

    @ParameterizedTest
    @CsvSource({
        "gmail, imap.gmail.com, smtp.gmail.com, 465, false",
        "outlook, outlook.office365.com, smtp-mail.outlook.com, 587, true",
        "microsoft365, outlook.office365.com, smtp.office365.com, 587, true",
        "fastmail, imap.fastmail.com, smtp.fastmail.com, 465, false",
        "yahoo, imap.mail.yahoo.com, smtp.mail.yahoo.com, 465, false",
        "icloud, imap.mail.me.com, smtp.mail.me.com, 587, true",
    })
    void knowsTheHostsOfAProvider(String provider, String imap, String smtp, int port, boolean startTls)
            throws Exception {
        web1.replace("mailshell.imap.host=imap.mail.test", "mailshell.imap.host=");
        web1.replace("mailshell.smtp.host=smtp.mail.test", "mailshell.login=password\nmailshell.provider=" + provider);

        MailshellConfig config = web1.load(Map.of());

        assertThat(imap(config).host()).isEqualTo(imap);
        assertThat(config.smtp().orElseThrow().host()).isEqualTo(smtp);
        assertThat(config.smtp().orElseThrow().port()).isEqualTo(port);
        assertThat(config.smtp().orElseThrow().startTls()).isEqualTo(startTls);
    }

    @ParameterizedTest
    @CsvSource({
        "gmail, [Gmail]/Spam",
        "outlook, Junk",
        "microsoft365, Junk Email",
        "fastmail, Spam",
        "yahoo, Bulk",
        "icloud, Junk",
    })
    void knowsTheJunkFolderOfAProviderUnlessItIsOff(String provider, String junk) throws Exception {
        web1.append("mailshell.login=password\nmailshell.provider=" + provider + "\n");
        assertThat(imap(web1.load(Map.of())).junkFolder()).contains(junk);

        web1.append("mailshell.imap.junk-folder=off\n");
        assertThat(imap(web1.load(Map.of())).junkFolder()).isEmpty();
    }

    @Test
    void looksForNoJunkWhereNobodyKnowsTheFolder() throws Exception {
        assertThat(imap(web1.load(Map.of())).junkFolder()).isEmpty();
    }

    @Test
    void prefersAWrittenHostToThatOfTheProvider() throws Exception {
        web1.append("mailshell.provider=gmail\n");

        assertThat(imap(web1.load(Map.of())).host()).isEqualTo("imap.mail.test");
    }

    @Test
    void asksEagerlyOnlyAMailServerOfOnesOwn() throws Exception {
        web1.append("mailshell.imap.push=eager\n");
        assertThat(imap(web1.load(Map.of())).push()).isEqualTo(Push.EAGER);

        web1.replace("mailshell.imap.host=imap.mail.test", "mailshell.imap.host=imap.fastmail.com");
        assertThatThrownBy(() -> web1.load(Map.of()))
                .isInstanceOf(ConfigFailure.class)
                .hasMessageContaining("mailshell.imap.push cannot be used (eager asks twenty times a second, expected"
                        + " idle or off with imap.fastmail.com)");
    }

    @Test
    void movesToPort587WithStartTls() throws Exception {
        web1.append("mailshell.smtp.starttls=true\n");

        MailshellConfig config = web1.load(Map.of());

        assertThat(config.smtp().orElseThrow().port()).isEqualTo(587);
        assertThat(config.placeholders()).containsEntry("mailshell.smtp.scheme", "smtp");
    }

    @Test
    void reportsEverythingThatIsMissingAtOnce() throws Exception {
        web1.write("mailshell.properties", "mailshell.imap.host=\n", "rw-------");

        assertThat(web1.problems(Map.of()))
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
    @ValueSource(strings = {"dkim,", "dkim,dkim", "DKIM", "arc", "dkim spf"})
    void refusesMethodsThatThereAreNot(String methods) throws Exception {
        web1.append("mailshell.filter.authserv-id=mx.mail.test\nmailshell.filter.authentication=" + methods + "\n");

        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("mailshell.properties:8");
    }

    @Test
    void refusesAnAuthservIdThatCannotBeOne() throws Exception {
        web1.append("mailshell.filter.authserv-id=mx; mail\nmailshell.filter.authentication=dkim, spf\n");

        assertThat(web1.problems(Map.of())).extracting(Problem::place).containsExactly("mailshell.properties:7");
    }

    @Test
    void refusesFiltersOfAClient() throws Exception {
        web1.append("mailshell.filter.senders=clients\n");
        web1.replace("mailshell.role=server", "mailshell.role=client");

        assertThat(web1.problems(Map.of()))
                .singleElement()
                .extracting(Problem::fact)
                .isEqualTo("mailshell.filter.senders cannot be used (the role is client, expected server)");
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
                "mailshell.mail-timeout=500ms",
                "mailshell.mail-timeout=2m",
                "mailshell.imap.push=always",
                "mailshell.imap.received=INBOX",
                "mailshell.imap.junk-folder=INBOX",
                "mailshell.imap.junk-folder=mailshell/received",
                "mailshell.imap.junk-poll=500ms",
                "mailshell.imap.junk-poll=2h",
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
                "mailshell.ledger.url=jdbc:sqlite:state/x/../work/state.db",
                "mailshell.ledger.url=jdbc:sqlite:state/vault.db",
                "mailshell.ledger.url=jdbc:sqlite:outbox/state.db",
                "mailshell.ledger.url=jdbc:sqlite:identity/x/state.db",
                "mailshell.smtp.user=a\u0007b",
                "mailshell.filter.senders=alice",
                "mailshell.filter.senders=clients,",
                "mailshell.filter.subject=(",
                "mailshell.filter.rate=60",
                "mailshell.filter.rate=1/s",
                "mailshell.filter.rate=0/min",
                "mailshell.filter.rate=1001/min",
                "mailshell.filter.authserv-id=mx.mail.test",
                "mailshell.filter.authentication=dkim",
            })
    void refusesAWrongValueAtItsLine(String line) throws Exception {
        web1.append(line + "\n");

        List<Problem> problems = web1.problems(Map.of());

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("mailshell.properties:7");
            assertThat(problem.fact()).startsWith(line.substring(0, line.indexOf('=')) + " cannot be used");
            assertThat(problem.hint()).isNotEmpty();
        });
    }

    @Test
    void pointsAtTheNameOfAFolderOfRoutesThatIsMissing() throws Exception {
        web1.append("mailshell.routes=none\n");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7:18",
                        "no route found: there is no folder "
                                + web1.home().directory().resolve("none"),
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
        web1.replace(right, wrong);

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.place()).startsWith("mailshell.properties:");
            assertThat(problem.fact()).startsWith("mailshell." + wrong.substring(0, wrong.indexOf('=')) + " cannot");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mailshell.imap.hots, did you mean mailshell.imap.host?",
        "imap.port, did you mean mailshell.imap.port?",
        "mailshell.smtp.startls, did you mean mailshell.smtp.starttls?",
        "colour, keys-template/mailshell.properties lists all settings",
    })
    void suggestsTheNearestSetting(String unknown, String hint) throws Exception {
        web1.append(unknown + "=1\n");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem("mailshell.properties:7", "unknown setting " + unknown, hint));
    }

    @Test
    void tellsAMistypedVariableFromOneOfAnotherProgram() throws Exception {
        Map<String, String> environment =
                Map.of("MAILSHELL_IMAP_HSOT", "x", "MAILSHELL_SERVICE_HOST", "x", "MAILSHELL_HOME", "x", "PATH", "x");

        assertThat(web1.problems(environment))
                .containsExactly(new Problem(
                        "MAILSHELL_IMAP_HSOT",
                        "unknown setting MAILSHELL_IMAP_HSOT",
                        "did you mean MAILSHELL_IMAP_HOST?"));
    }

    @Test
    void refusesADuplicateAndALineWithoutAKey() throws Exception {
        web1.append("mailshell.name=web2\nhunter2\n");

        List<Problem> problems = web1.problems(Map.of());

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
        TestHome moved = new TestHome(new Home(Files.move(web1.home().directory(), directory.resolve(name))));

        assertThat(moved.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("path of the home"));
    }

    @Test
    void refusesAFileThatIsNotText() throws Exception {
        Files.write(web1.home().properties(), new byte[] {'#', (byte) 0xff, '\n'});

        assertThat(web1.problems(Map.of())).extracting(Problem::fact).contains("the file is not UTF-8 text");
    }

    @Test
    void keepsTheLedgerInTheStateFolderUnlessAnotherPlaceIsSet() throws Exception {
        Path elsewhere = directory.resolve("ledger.db");
        assertThat(web1.load(Map.of()).ledger()).isEqualTo(web1.home().state().resolve("state.db"));

        web1.append("mailshell.ledger.url=jdbc:sqlite:ledger/web1.db\n");

        assertThat(web1.load(Map.of()).ledger())
                .isEqualTo(web1.home().directory().resolve("ledger/web1.db"));
        assertThat(web1.load(Map.of("MAILSHELL_LEDGER_URL", "jdbc:sqlite:" + elsewhere))
                        .ledger())
                .isEqualTo(elsewhere);
    }

    @Test
    void handsEachSettingToTheRoutes() throws Exception {
        Path ca = web1.write("ca.pem", "", "rw-r--r--");
        web1.append("mailshell.tls.ca-file=ca.pem\nmailshell.imap.poll=500ms\nmailshell.max-mail=1MiB\n");

        assertThat(web1.load(Map.of()).placeholders())
                .containsEntry("mailshell.home", web1.home().directory().toString())
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
}
