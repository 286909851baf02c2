package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text says, and what it cannot say. */
class HumanFormTest {

    @TempDir
    Path directory;

    private Mail mail(String text) throws IOException {
        return Mail.of(directory, "text/plain; charset=utf-8", text);
    }

    @Test
    void takesServersOptionsAndTheCommand() throws Exception {
        Command command = mail("@web1, db1\ntimeout: 10s\nExplain: YES\ntotp: 123456\n\nuptime -p\n")
                .command();

        assertThat(command.to()).containsExactlyInAnyOrder(new IdentityName("web1"), new IdentityName("db1"));
        assertThat(command.options().timeout()).contains(Duration.ofSeconds(10));
        assertThat(command.options().explain()).isTrue();
        assertThat(command.options().totp()).contains("123456");
        assertThat(mail("@web1\n\nuptime -p\n").line()).isEqualTo("uptime -p");
    }

    @Test
    void takesIdAndTimesFromTheSignature() throws Exception {
        Command command = mail("@web1\n\nuptime\n").command();

        assertThat(command.id()).isEqualTo(Mail.SIGNING.id());
        assertThat(command.from()).hasToString("alice");
        assertThat(command.issuedAt()).isEqualTo(Mail.SIGNED);
        assertThat(command.expiresAt()).isEqualTo(Mail.SIGNED.plus(Mail.MAX_AGE));
    }

    @Test
    void theIdIsAnotherForAnotherSignerTimeOrText() {
        Signing signing = Mail.SIGNING;

        assertThat(signing.id())
                .isEqualTo(new Signing(signing.signer(), signing.at(), signing.sha256()).id())
                .isNotEqualTo(new Signing(new IdentityName("bob"), signing.at(), signing.sha256()).id())
                .isNotEqualTo(new Signing(signing.signer(), signing.at().plusSeconds(1), signing.sha256()).id())
                .isNotEqualTo(new Signing(signing.signer(), signing.at(), "1" + "0".repeat(63)).id());
        assertThat(signing.id().version()).isEqualTo(8);
    }

    @Test
    void takesSeveralLinesAsOneScript() throws Exception {
        assertThat(mail("\n\n@web1\n\n\ncd /tmp\n\n  ls\n\n\n").line()).isEqualTo("cd /tmp\n\n  ls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- ", "--"})
    void cutsTheSignature(String separator) throws Exception {
        assertThat(mail("@web1\n\nuptime\n" + separator + "\nAlice \u00c2\u0080\n> phone")
                        .line())
                .isEqualTo("uptime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "uptime",
                "Hello web1,\n@web1\n\nuptime",
                "> @web1\n>\n> uptime",
                "On Monday alice wrote:\n> @web1\n>\n> uptime",
                "-------- Forwarded Message --------\nFrom: alice\n\n@web1\n\nuptime",
                "done, exit code 0, on web1",
                "{\"v\":1}"
            })
    void refusesATextThatDoesNotBeginWithAServer(String text) throws Exception {
        assertThat(mail(text).refusal().reason()).isEqualTo(Reason.NOT_A_COMMAND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uptime\n\nOn Monday, web1 wrote:\n> done",
                ">file",
                "uptime\n-----Original Message-----\nFrom: web1",
                "uptime\n---------- Forwarded message ---------",
                "uptime\n-------- Urspr\u00fcngliche Nachricht --------\nx",
                "uptime\n________________________________\nVon: web1"
            })
    void refusesACommandWithAQuotedMailBelow(String command) throws Exception {
        Mail mail = Mail.of(directory, "text/plain; charset=iso-8859-1", "@web1\n\n" + command);

        assertThat(mail.refusal().reason()).isEqualTo(Reason.QUOTED_TEXT);
    }

    @Test
    void takesAKeyInPemForNoQuotedMail() throws Exception {
        assertThat(mail("@web1\n\ncat <<X\n-----BEGIN PUBLIC KEY-----\nMIIC\n-----END PUBLIC KEY-----\nX")
                        .line())
                .contains("MIIC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    @web1\\nuptime                          | line 2 is neither an option nor empty
                    @web1\\nsudo: yes\\n\\nuptime           | line 2 is an option that there is not
                    @web1\\ntimeout: 1s\\ntimeout: 2s\\n\\nx | line 3 gives an option for the second time
                    @web1\\ntimeout: soon\\n\\nuptime       | timeout in line 2 is not a duration
                    @web1\\nexplain: maybe\\n\\nuptime      | explain in line 2 is neither yes nor no
                    @web1                                   | there is no command below the first lines
                    @web1\\n\\n-- \\nAlice                  | there is no command below the first lines
                    """)
    void saysWhichLineIsWrong(String text, String fact) throws Exception {
        UnreadableText refusal = mail(text.strip().replace("\\n", "\n")).refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.COMMAND_INVALID);
        assertThat(refusal).hasMessageStartingWith(fact);
        assertThat(refusal.hint()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@web1 uptime", "@web1;db1", "@web1,", "@../web1", "@web1 db1"})
    void refusesWhatIsNotTheNameOfAServer(String first) throws Exception {
        UnreadableText refusal = mail(first + "\n\nuptime").refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.NAME_INVALID);
        assertThat(refusal.hint()).contains("@web1,db1");
    }

    @Test
    void refusesATimeoutOfNothing() throws Exception {
        Mail mail = mail("@web1\ntimeout: 0s\n\nuptime");

        assertThatThrownBy(mail::typed).isInstanceOf(InvalidMessage.class).hasMessage("timeout is not positive");
    }

    @Test
    void refusesALineThatAMailProgramMayHaveBroken() throws Exception {
        String first = "rm -rf /srv/releases/2026-10-01-build-4711 /srv/releases/2026-10-02";

        UnreadableText refusal = mail("@web1\n\n" + first + "\n/srv/cache").refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.LINE_WRAPPED);
        assertThat(refusal).hasMessageStartingWith("line 3 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {" \\\n/srv", "\n  /srv", "\n\n/srv", "/and-so-on-beyond-eighty-characters\n/srv"})
    void takesALongLineThatNoMailProgramHasBroken(String rest) throws Exception {
        String first = "rm -rf /srv/releases/2026-10-01-build-4711 /srv/releases/2026-10-02";

        assertThat(mail("@web1\n\n" + first + rest).line()).isEqualTo(first + rest);
    }

    @Test
    void aPersonWroteWhatBeginsWithAText() throws Exception {
        assertThat(HumanForm.isOf(mail("x").entity())).isTrue();
        assertThat(HumanForm.isOf(Mail.of(directory, "\r\nx").entity())).isTrue();
        assertThat(HumanForm.isOf(Mail.of(directory, "text/html", "x").entity()))
                .isTrue();
        assertThat(HumanForm.isOf(Mail.of(directory, "multipart/mixed; boundary=b", "--b\n\nx\n--b--")
                        .entity()))
                .isTrue();
        assertThat(HumanForm.isOf(Mail.of(directory, "multipart/mixed; boundary=b", "--b--")
                        .entity()))
                .isFalse();
        assertThat(HumanForm.isOf(Mail.of(directory, "application/json", "{}").entity()))
                .isFalse();
    }

    @Test
    void aMachineWroteWhatSaysSoUnderTheSignature() throws Exception {
        assertThat(HumanForm.isAutomatic(mail("x").entity())).isFalse();
        assertThat(HumanForm.isAutomatic(Mail.of(directory, "text/plain\r\nAuto-Submitted: no", "x")
                        .entity()))
                .isFalse();
        assertThat(HumanForm.isAutomatic(Mail.of(
                                directory,
                                "multipart/mixed; boundary=b",
                                "--b\nAuto-Submitted: auto-replied\n\nx\n--b--")
                        .entity()))
                .isTrue();
        assertThat(HumanForm.isAutomatic(Mail.of(
                                directory,
                                "multipart/mixed; boundary=b; hp=cipher\r\nAuto-Submitted: auto-replied",
                                "--b\n\nx\n--b--")
                        .entity()))
                .isTrue();
    }

    @Test
    void takesAUuencodedScriptForTheCommandWhereItIsAskedTo() throws Exception {
        String script = "begin 644 run.sh\n'=7!T:6UE\"@``\n`\nend\n";
        String data = "begin-base64 644 data\nZmlyc3QK\n====\n";

        TypedCommand typed = mail("@web1\ntimeout: 5s\n\n" + data + script).script();

        assertThat(typed.command().invocation().toString()).contains("first");
        assertThat(typed.files()).extracting(InputFile::name).containsExactly("run.sh");
        assertThat(typed.command().options().timeout()).contains(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@web1\n\nuptime", "@web1\n\nuptime\nbegin-base64 644 x\neA==\n====", "@web1\n"})
    void takesNothingButAScriptWhereItIsAskedTo(String text) throws Exception {
        Mail mail = mail(text);

        assertThatThrownBy(mail::script).isInstanceOfSatisfying(UnreadableText.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.NOT_ENCRYPTED));
    }

    @Test
    void refusesDamagedBase64() throws Exception {
        assertThat(mail("@web1\n\nuptime\nbegin-base64 644 x\ne\n====")
                        .refusal()
                        .reason())
                .isEqualTo(Reason.TEXT_UNREADABLE);
    }
}
