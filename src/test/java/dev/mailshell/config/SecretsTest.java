package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and passphrases are taken as they are written, and shown to nobody. */
class SecretsTest {

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
    }

    @Test
    void keepsAPasswordAsItIsWritten() throws Exception {
        web1.append("mailshell.imap.password=a\\tb=c#d: \"e\"\n");

        assertThat(imap(web1.load(Map.of())).password().orElseThrow().reveal()).isEqualTo("a\\tb=c#d: \"e\"");
    }

    @Test
    void saysHowToWriteAPasswordFileThatIsMissing() throws Exception {
        web1.replace("password-file=password", "password-file=none");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.hint())
                .isEqualTo("write the mailbox's password into it: (umask 077; cat > "
                        + web1.home().directory().resolve("none") + "), Enter, Ctrl-D"));
    }

    @Test
    void saysHowToWriteAPasswordFileThatIsEmpty() throws Exception {
        Files.writeString(web1.home().directory().resolve("password"), "");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.hint())
                .isEqualTo("write the mailbox's password into it: (umask 077; cat > "
                        + web1.home().directory().resolve("password") + "), Enter, Ctrl-D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines\n"})
    void refusesAPasswordFileWithoutExactlyOneLine(String content) throws Exception {
        web1.write("password", content, "rw-------");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("mailshell.properties:6");
            assertThat(problem.fact()).doesNotContain("two");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {" s3cret", "s3cret\t", "\u00a0s3cret "})
    void refusesBlanksThatSomebodyElseMightCount(String content) throws Exception {
        web1.write("password", content + "\n", "rw-------");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("expected one line of 1 to 256 characters, with no blank before or after it")
                .doesNotContain("s3cret"));
    }

    @Test
    void hasNoPassphraseUnlessOneIsSet() throws Exception {
        assertThat(web1.load(Map.of()).keyPassphrase()).isEmpty();
    }

    @Test
    void readsThePassphraseFromAFileOrFromASettingThatWins() throws Exception {
        web1.write("passphrase", "correct hörse battery\r\n", "rw-------");
        web1.append("mailshell.key-passphrase-file=passphrase\n");

        MailshellConfig inFile = web1.load(Map.of());
        MailshellConfig set = web1.load(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"));

        assertThat(inFile.keyPassphrase()).map(Secret::reveal).contains("correct hörse battery");
        assertThat(Owner.load(web1.home(), Map.of()).keyPassphrase())
                .map(Secret::reveal)
                .contains("correct hörse battery");
        assertThat(set.keyPassphrase()).map(Secret::reveal).contains("hunter2");
    }

    @Test
    void needsNoPassphraseFileBesideAPassphrase() throws Exception {
        web1.append("mailshell.key-passphrase-file=none\n");

        assertThat(web1.load(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2")).keyPassphrase())
                .isPresent();
        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7",
                        "mailshell.key-passphrase-file cannot be used (there is no file "
                                + web1.home().directory().resolve("none") + " that can be read)",
                        "write the passphrase of the private keys into it: (umask 077; cat > "
                                + web1.home().directory().resolve("none") + "), Enter, Ctrl-D"));
    }

    @Test
    void handsThePassphraseToNoRouteAndPrintsItNowhere() throws Exception {
        MailshellConfig config = web1.load(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"));

        assertThat(config.placeholders().toString()).doesNotContain("hunter2", "passphrase");
        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(Owner.load(web1.home(), Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"))
                        .toString())
                .doesNotContain("hunter2");
        String tooLong = "x".repeat(300);
        assertThat(web1.problems(Map.of("MAILSHELL_KEY_PASSPHRASE", tooLong)).toString())
                .contains("mailshell.key-passphrase cannot be used (was ***")
                .doesNotContain(tooLong);
    }

    @Test
    void saysNothingOfTheUrlOfAnotherDatabase() throws Exception {
        web1.append("mailshell.ledger.url=jdbc:postgresql://user:hunter2@db.test/x\n");

        assertThat(web1.problems(Map.of()))
                .containsExactly(new Problem(
                        "mailshell.properties:7",
                        "mailshell.ledger.url cannot be used (it names another kind of database than SQLite, which this"
                                + " version does not know)",
                        "for example: mailshell.ledger.url=jdbc:sqlite:state/state.db"));
    }

    @Test
    void neverPrintsASecret() throws Exception {
        String wrong = "x".repeat(300);
        web1.append("mailshell.imap.password=hunter2\n");

        assertThat(web1.load(Map.of()).toString()).contains("***").doesNotContain("hunter2", "s3cret");
        assertThat(web1.problems(Map.of("MAILSHELL_SMTP_PASSWORD", wrong)).toString())
                .doesNotContain(wrong);
    }
}
