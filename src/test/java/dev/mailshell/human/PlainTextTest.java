package dev.mailshell.human;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How mail programs write a text. */
class PlainTextTest {

    private static final String FLOWED = "text/plain; charset=utf-8; format=flowed";

    @TempDir
    Path directory;

    private String line(String type, String body) throws Exception {
        return Mail.of(directory, type, body).line();
    }

    private UnreadableText refusal(String type, String body) throws IOException {
        return Mail.of(directory, type, body).refusal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"utf-8", "UTF-8", "iso-8859-1", "ISO-8859-15", "iso-8859-2", "windows-1252", "windows-1250"})
    void readsTheCharacterSetsOfMailPrograms(String charset) throws Exception {
        String bytes = new String("@web1\n\necho \u00e4\u00df\n".getBytes(charset), StandardCharsets.ISO_8859_1);

        assertThat(line("text/plain; charset=\"" + charset + "\"", bytes)).isEqualTo("echo \u00e4\u00df");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-5", "windows-1251"})
    void readsCyrillic(String charset) throws Exception {
        String bytes = new String(
                "@web1\n\necho \u0434\u0430".getBytes(Charset.forName(charset)), StandardCharsets.ISO_8859_1);

        assertThat(line("text/plain; charset=" + charset, bytes)).isEqualTo("echo \u0434\u0430");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain; charset=us-ascii"})
    void readsWhatSaysNothingAsUtf8(String type) throws Exception {
        assertThat(line(type, "\u00ef\u00bb\u00bf@web1\n\necho \u00c3\u00a4")).isEqualTo("echo \u00e4");
    }

    @ParameterizedTest
    @CsvSource({"utf-16", "utf-7", "iso-2022-jp", "iso-8859-99", "no-such", "ibm1047"})
    void refusesOtherCharacterSets(String charset) throws Exception {
        assertThat(refusal("text/plain; charset=" + charset, "@web1\n\nuptime").reason())
                .isEqualTo(Reason.TEXT_UNREADABLE);
    }

    @Test
    void refusesBytesThatAreNoneOfTheCharacterSet() throws Exception {
        assertThat(refusal("text/plain; charset=utf-8", "@web1\n\necho \u00e4").reason())
                .isEqualTo(Reason.TEXT_UNREADABLE);
    }

    @Test
    void refusesATextThatIsTooLarge() throws Exception {
        assertThat(refusal("text/plain", "@web1\n\n" + "x\n".repeat(PlainText.MAX_BYTES / 2))
                        .reason())
                .isEqualTo(Reason.TEXT_UNREADABLE);
    }

    @Test
    void undoesTheTransferEncoding() throws Exception {
        String quoted = "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable";
        String base64 = "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64";

        assertThat(line(quoted, "@web1\n\nA=3D1 env; echo =C3=A4 =\nand on")).isEqualTo("A=1 env; echo \u00e4 and on");
        assertThat(line(base64, "QHdlYjEKCnVwdGltZQo=")).isEqualTo("uptime");
    }

    @Test
    void joinsLinesThatAProgramBroke() throws Exception {
        assertThat(line(FLOWED, "@web1\n\necho a \nb \nc\nls\n")).isEqualTo("echo a b c\nls");
        assertThat(line(FLOWED + "; delsp=yes", "@web1\n\necho a  \nb/ \nc\n")).isEqualTo("echo a b/c");
    }

    @Test
    void takesTheSpaceAwayThatFlowedTextPutsBeforeALine() throws Exception {
        assertThat(line(FLOWED, "@web1\n\n From x\n  indented\n")).isEqualTo("From x\n indented");
    }

    @Test
    void aBreakEndsAtAnEmptyLineASignatureAndAQuote() throws Exception {
        assertThat(line(FLOWED, "@web1 \n\nuptime \n-- \nAlice")).isEqualTo("uptime");
        assertThat(refusal(FLOWED, "@web1\n\nuptime \n> quoted").reason()).isEqualTo(Reason.QUOTED_TEXT);
    }

    @Test
    void longLinesOfFlowedTextMayFollowEachOther() throws Exception {
        String line = "echo " + "x".repeat(66);

        assertThat(line(FLOWED, "@web1\n\n" + line + "\n" + line)).isEqualTo(line + "\n" + line);
    }

    @Test
    void dropsTheCopyOfProtectedHeaders() throws Exception {
        assertThat(line("text/plain; charset=utf-8; hp=cipher; hp-legacy-display=1", "Subject: x\n\n@web1\n\nuptime"))
                .isEqualTo("uptime");
        assertThat(line("text/plain; hp=clear; protected-headers=v1\r\nSubject: @db1", "@web1\n\nuptime"))
                .isEqualTo("uptime");
    }

    @Test
    void takesNonBreakingSpacesForSpaces() throws Exception {
        assertThat(line("text/plain; charset=utf-8", utf8("@web1\n\nls\u00a0-l\u202f/tmp\u2007x")))
                .isEqualTo("ls -l /tmp x");
    }

    @ParameterizedTest
    @CsvSource({
        "\u2019, U+2019 RIGHT SINGLE QUOTATION MARK, type ' ",
        "\u2018, U+2018 LEFT SINGLE QUOTATION MARK, type ' ",
        "\u201c, U+201C LEFT DOUBLE QUOTATION MARK, 'type \" '",
        "\u201e, U+201E DOUBLE LOW-9 QUOTATION MARK, 'type \" '",
        "\u00ab, U+00AB LEFT-POINTING DOUBLE ANGLE QUOTATION MARK, 'type \" '",
        "\u2013, U+2013 EN DASH, type - ",
        "\u2014, U+2014 EM DASH, type - ",
        "\u2011, U+2011 NON-BREAKING HYPHEN, type - ",
        "\u2212, U+2212 MINUS SIGN, type - ",
        "\u2026, U+2026 HORIZONTAL ELLIPSIS, type three dots",
        "\u200b, U+200B ZERO WIDTH SPACE, delete it",
        "\u00ad, U+00AD SOFT HYPHEN, delete it",
        "\u202e, U+202E RIGHT-TO-LEFT OVERRIDE, delete it",
        "\u2009, U+2009 THIN SPACE, delete it",
        "\u2028, U+2028 LINE SEPARATOR, delete it",
        "'\u001b', U+001B ESCAPE, delete it"
    })
    void namesTheCharacterThatWasNotTyped(String character, String name, String hint) throws Exception {
        UnreadableText refusal =
                refusal("text/plain; charset=utf-8", utf8("@web1\n\nuptime\necho \ud83d\ude00" + character + "x"));

        assertThat(refusal.reason()).isEqualTo(Reason.CHARACTER_REFUSED);
        assertThat(refusal).hasMessage("the text holds " + name + " in line 4 at character 7");
        assertThat(refusal.hint()).startsWith(hint);
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
