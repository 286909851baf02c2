package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the types of values say that they expect, and where their own bounds are. */
class ValueTypesTest {

    private static final FileTree NOTHING = path -> Optional.empty();

    @Test
    void sayWhatTheyExpect() {
        assertThat(new IntegerRange(-5, 10).expected()).isEqualTo("a whole number from -5 to 10");
        assertThat(new OneOf(List.of("red", "green")).expected()).isEqualTo("one of \"red, green\"");
        assertThat(new ValuePattern("[a-z]+").expected()).isEqualTo("a match of \"[a-z]+\"");
        assertThat(under(Optional.empty())).isEqualTo("the path of something that exists under \"/srv\"");
        assertThat(under(Optional.of(FileTree.Kind.FILE))).isEqualTo("the path of a file that exists under \"/srv\"");
        assertThat(under(Optional.of(FileTree.Kind.DIRECTORY)))
                .isEqualTo("the path of a directory that exists under \"/srv\"");
    }

    private static String under(Optional<FileTree.Kind> kind) {
        return new PathUnder("/srv", kind, NOTHING).expected();
    }

    @Test
    void shortenWhatIsLong() {
        assertThat(new OneOf(List.of("x".repeat(120))).expected()).isEqualTo("one of \"" + "x".repeat(120) + "\"");
        assertThat(new OneOf(List.of("x".repeat(121))).expected()).isEqualTo("one of \"" + "x".repeat(120) + "\"...");
    }

    @Test
    void escapeAllButPrintableAscii() {
        assertThat(Quoted.whole(" ~\u001f\u007f")).isEqualTo("\" ~\\u{1f}\\u{7f}\"");
    }

    @Test
    void allowARangeOfOneNumber() {
        assertThat(new IntegerRange(7, 7).check("7")).isEqualTo(new ValueType.Checked.Accepted("7"));
        assertThatThrownBy(() -> new IntegerRange(8, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdAsManyTextsAsTheySay() {
        assertThat(new OneOf(Collections.nCopies(OneOf.MAX_TEXTS, "a")).texts()).hasSize(OneOf.MAX_TEXTS);
        assertThatThrownBy(() -> new OneOf(Collections.nCopies(OneOf.MAX_TEXTS + 1, "a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OneOf(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OneOf(List.of("fine", "a\0"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdAListOfAsManyValuesAsItSays() {
        int most = ArgumentRule.ListSize.MOST;

        assertThat(new ArgumentRule.ListSize(1, most).max()).isEqualTo(most);
        assertThat(new ArgumentRule.ListSize(2, 2).min()).isEqualTo(2);
        assertThatThrownBy(() -> new ArgumentRule.ListSize(0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArgumentRule.ListSize(1, most + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArgumentRule.ListSize(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sayWhetherAListIsTooShortOrTooLong() {
        ArgumentRule two = list(new ArgumentRule.ListSize(2, 3));

        assertThat(ArgumentCheck.faultOf(two, "a")).hasValue("the list is too short (expected 2 to 3 values)");
        assertThat(ArgumentCheck.faultOf(two, "a,b")).isEmpty();
        assertThat(ArgumentCheck.faultOf(two, "a,b,c")).isEmpty();
        assertThat(ArgumentCheck.faultOf(two, "a,b,c,d")).hasValue("the list is too long (expected 2 to 3 values)");
    }

    private static ArgumentRule list(ArgumentRule.ListSize size) {
        return new ArgumentRule(
                "a", Optional.empty(), new ValuePattern("[a-z]"), Optional.of(size), Optional.empty(), false);
    }

    @Test
    void fillAsManyElementsAsATemplateMayHave() {
        assertThat(new ArgvTemplate(Collections.nCopies(ArgvTemplate.MAX_ELEMENTS, "/a")).places())
                .isEmpty();
        assertThatThrownBy(() -> new ArgvTemplate(Collections.nCopies(ArgvTemplate.MAX_ELEMENTS + 1, "/a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArgvTemplate(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowWhetherAPlaceIsAWholeElement() {
        ArgvTemplate template = new ArgvTemplate(List.of("/bin/cat", "{whole}", "--file={part}", "{whole}"));

        assertThat(template.hasOnlyWholePlacesOf("whole")).isTrue();
        assertThat(template.hasOnlyWholePlacesOf("part")).isFalse();
    }
}
