package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private static final String PROPERTY = "mailshell.test.mailbox";

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
        System.setProperty(PROPERTY, "what the vault holds");
    }

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void takesThePasswordThatAFunctionOfCamelHas() throws Exception {
        web1.append("mailshell.imap.password={{sys:" + PROPERTY + "}}\n");

        assertThat(imap(web1.load(Map.of())).password().orElseThrow().reveal()).isEqualTo("what the vault holds");
    }

    @Test
    void takesItAlsoWhereAVariableRefersToIt() throws Exception {
        Map<String, String> environment = Map.of("MAILSHELL_IMAP_PASSWORD", "{{sys:" + PROPERTY + "}}");

        assertThat(imap(web1.load(environment)).password().orElseThrow().reveal())
                .isEqualTo("what the vault holds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{hashicorp:secret:mail}}",
                "{{service.host:mail}}",
                "{{env:MAILSHELL_TEST_NONE:default}}",
                "{{sys:mailshell.test.none}}",
                "{{env:MAILSHELL_TEST_NONE}}"
            })
    void takesNoReferenceForThePasswordItself(String reference) throws Exception {
        web1.append("mailshell.imap.password=" + reference + "\n");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .startsWith("mailshell.imap.password refers to what cannot be found ("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{}}", "{{a b:c}}", "{{sys:{b}}}", "{{{sys:b}}", "{{Sys:b}}", "{{ sys:b }}", "{{sys}}"})
    void takesNothingForAPasswordThatLooksLikeAReference(String mistyped) throws Exception {
        web1.append("mailshell.imap.password=" + mistyped + "\n");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .contains("looks like a reference and is none"));
    }

    @Test
    void takesNothingEmptyInThePlaceOfWhatIsWrittenBelow() throws Exception {
        System.setProperty(PROPERTY, " ");

        assertThat(web1.problems(Map.of("MAILSHELL_TLS_CA_FILE", "{{sys:" + PROPERTY + "}}")))
                .anySatisfy(problem -> assertThat(problem.fact()).endsWith("(the value is empty)"));
    }

    @Test
    void showsNothingOfAValueThatCannotBeUsed() throws Exception {
        assertThat(web1.problems(Map.of("MAILSHELL_IMAP_PORT", "{{sys:" + PROPERTY + "}}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.fact()).contains("was ***"));
    }

    @Test
    void takesAReferenceWithABlankBehindIt() throws Exception {
        Map<String, String> environment = Map.of("MAILSHELL_IMAP_PASSWORD", "{{sys:" + PROPERTY + "}} ");

        assertThat(imap(web1.load(environment)).password().orElseThrow().reveal())
                .isEqualTo("what the vault holds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{{sys:b}}", "{sys:b}", "{{sys:b} }", "{{sys:b}}c"})
    void takesForAPasswordWhatOnlyHasBraces(String password) throws Exception {
        web1.append("mailshell.imap.password=" + password + "\n");

        assertThat(imap(web1.load(Map.of())).password().orElseThrow().reveal()).isEqualTo(password);
    }
}
