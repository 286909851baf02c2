package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.MailAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LoopBackChangesTest {

    private final LoopBackMail mail = LoopBackMail.fresh(
            new MailAddress("web1@mail.test"), Instant.parse("2026-11-20T10:00:00Z"), new SecureRandom());

    @Test
    void namesWhatWasAddedToAMailThatIsTheSame() throws Exception {
        assertThat(after(text ->
                        "Return-Path: <web1@mail.test>\r\nReceived: a\r\nReceived: b\r\nDKIM-Signature: x\r\n" + text))
                .containsExactly(
                        "ok message-id was kept",
                        "ok mime type and content came back byte by byte",
                        "ok header added: Return-Path, Received, DKIM-Signature");
    }

    @Test
    void findsAMessageIdOfSomebodyElse() throws Exception {
        assertThat(after(text -> text.replace(mail.id().value(), "<1@provider.test>")))
                .contains("warn message-id was changed on the way (was <1@provider.test>, expected " + mail.id() + ")");
    }

    @Test
    void takesFoldedFieldsForTheSame() throws Exception {
        assertThat(after(text -> text.replace("mime; smime-type", "mime;\r\n\tsmime-type")))
                .contains("ok mime type and content came back byte by byte");
    }

    @Test
    void saysThatATypeWasWrittenAnew() throws Exception {
        assertThat(after(text -> text.replace("name=smime.p7m", "name=\"smime.p7m\"")))
                .contains("ok mime type and content came back byte by byte; written anew: Content-Type");
    }

    @Test
    void tellsLineEndsAndLengthsFromContent() throws Exception {
        assertThat(after(text -> text.replace("\r\n", "\n")))
                .contains("ok mime the content came back, but for its line ends");
        assertThat(after(LoopBackChangesTest::inLongLines))
                .contains("ok mime the content came back in lines of another length");
    }

    private static String inLongLines(String text) {
        int body = text.indexOf("\r\n\r\n") + 4;
        return text.substring(0, body) + text.substring(body).replace("\r\n", "") + "\r\n";
    }

    @Test
    void failsWithAnotherContent() throws Exception {
        String footer = "-- \r\nsent by a provider\r\n";

        assertThat(after(text -> text + footer)).contains("fail mime the content was changed");
    }

    @Test
    void failsWithAnotherType() throws Exception {
        assertThat(after(text ->
                        text.replace("application/pkcs7-mime; smime-type=authEnveloped-data", "multipart/mixed")))
                .contains("fail mime the type was changed (was multipart/mixed; name=smime.p7m)");
        assertThat(after(text -> text.replace("authEnveloped-data", "signed-data")))
                .anyMatch(line -> line.startsWith("fail mime the type"));
        assertThat(after(text -> text.replace("Content-Type:", "X-Type:")))
                .contains("fail mime the type was changed (was none)");
    }

    @Test
    void saysWhichFieldsWereTakenAway() throws Exception {
        assertThat(after(text -> text.replace("Auto-Submitted: auto-generated\r\n", "")))
                .contains("warn header changed or removed: Auto-Submitted; nothing was added");
    }

    @Test
    void saysThatAMachineWroteIt() {
        assertThat(new String(mail.bytes(), StandardCharsets.US_ASCII))
                .contains(
                        "\r\nAuto-Submitted: auto-generated\r\n",
                        "\r\nSubject: Mail Shell check " + mail.token() + "\r\n");
    }

    private List<String> after(UnaryOperator<String> way) throws Exception {
        String sent = new String(mail.bytes(), StandardCharsets.US_ASCII);
        ReturnedMail returned = ReturnedMail.of(way.apply(sent).getBytes(StandardCharsets.US_ASCII));
        return LoopBackChanges.between(mail.bytes(), returned).stream()
                .map(finding -> finding.state() + " " + finding.check() + " " + finding.fact())
                .toList();
    }
}
