package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.policy.ValuePattern.Match;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatternTest {

    @Test
    void matchesTheWholeValueOnly() {
        ValuePattern pattern = new ValuePattern("a|b+$");

        assertThat(pattern.match("a")).isEqualTo(Match.FITS);
        assertThat(pattern.match("bb")).isEqualTo(Match.FITS);
        assertThat(pattern.match("ab")).isEqualTo(Match.DIFFERS);
        assertThat(pattern.match("bb\n")).isEqualTo(Match.DIFFERS);
        assertThat(pattern.match("xa")).isEqualTo(Match.DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|aa)+$x", "(.*a){20}b", "(?:(a+)+)+\\1c", "(x*a*y*)*z", "(a|b|ab)*c"})
    void givesUpOnAPatternThatBacktracksWithoutEnd(String regex) {
        assertThat(new ValuePattern(regex).match("a".repeat(4000))).isIn(Match.TOO_COSTLY, Match.DIFFERS);
    }

    @Test
    void saysThatAPatternIsTooCostly() {
        assertThat(new ValuePattern("(.*a){20}b").match("a".repeat(4000))).isEqualTo(Match.TOO_COSTLY);
    }

    @Test
    void affordsTheLongestValueForAnOrdinaryPattern() {
        String longest = "ab-c.d@".repeat(1000).substring(0, ValueText.MAX_LENGTH);

        assertThat(new ValuePattern("[a-z@.-]+").match(longest)).isEqualTo(Match.FITS);
        assertThat(new ValuePattern("(?!.*\\.\\.)[a-z@.-]+").match(longest)).isEqualTo(Match.FITS);
        assertThat(fault(".*", longest + "x"))
                .hasValueSatisfying(fact -> assertThat(fact).startsWith("the value is too long"));
    }

    @Test
    void refusesWhatNoArgumentCanCarry() {
        for (String value : List.of("a\0", "\udc00", "\ud83d", "\ude00\ud83d")) {
            assertThat(fault("(?s).*", value))
                    .hasValue("the value holds a NUL or half a surrogate pair (expected text)");
        }
        assertThat(fault("(?s).*", "\ud83d\ude00")).isEmpty();
    }

    private static Optional<String> fault(String pattern, String value) {
        return ArgumentCheck.faultOf(Rules.argument("a", new ValuePattern(pattern)), value);
    }

    @Test
    void refusesAPatternThatIsTooLong() {
        assertThatThrownBy(() -> new ValuePattern("a".repeat(1025))).hasMessageContaining("was 1025 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "'[a-z0-9@.-]{1,64}', true, true",
        "'[a-z][a-z0-9-]*', false, false",
        "'[a-z0-9][a-z0-9.-]*', false, true",
        "'/var/log/[a-z./]+', false, true",
        "'(?!.*\\.\\.)[a-z./]+', false, false",
        "'(?!-)[a-z-]+', false, false",
        "'-?[0-9]+', true, false",
        "'--dry-run|--force', true, false",
        "'[1-9][0-9]{0,3}', false, false",
        "'.*', true, true",
        "'(.*a){20}b', false, false",
    })
    void findsRiskyValues(String regex, boolean dash, boolean dots) {
        PatternSearch search = new PatternSearch(new ValuePattern(regex));

        assertThat(search.leadingDash().isPresent()).isEqualTo(dash);
        assertThat(search.dotDot().isPresent()).isEqualTo(dots);
    }

    @Test
    void showsAValueThatThePatternReallyAdmits() {
        Optional<String> value = new PatternSearch(new ValuePattern("/srv/[a-z./]+\\.log")).dotDot();

        assertThat(value)
                .hasValueSatisfying(found ->
                        assertThat(found).matches("/srv/[a-z./]+\\.log").contains(".."));
    }
}
