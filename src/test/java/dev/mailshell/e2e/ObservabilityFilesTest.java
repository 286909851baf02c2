package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The files of {@code observability} by themselves; {@link ObservationTest} holds them against what real parties tell. */
class ObservabilityFilesTest {

    private static final Path PROMETHEUS = Path.of("observability/prometheus");

    @Test
    void prometheusTakesTheRulesAndTheirTestsPass() throws Exception {
        Promtool.require();

        Promtool.run("", "check", "rules", file("mailshell.rules.yml"));
        Promtool.run("", "test", "rules", file("mailshell.rules.test.yml"));
        Promtool.run("", "check", "config", "--syntax-only", file("scrape.yml"));
    }

    @Test
    void mailThatWasFiledAsJunkIsShownAndWarnedOf() throws Exception {
        assertThat(PROMETHEUS.resolve("mailshell.rules.yml")).content().contains("mailshell_mails_junk_total");
        assertThat(Path.of("observability/grafana/mailshell.json")).content().contains("mailshell_mails_junk_total");
    }

    private static String file(String name) {
        return PROMETHEUS.resolve(name).toString();
    }

    @Test
    void theDashboardAsksSomethingInEachPanelAndNoTwoHaveOneNumber() throws Exception {
        JsonNode panels = new ObjectMapper()
                .readTree(Path.of("observability/grafana/mailshell.json").toFile())
                .get("panels");
        List<JsonNode> all = StreamSupport.stream(panels.spliterator(), false).toList();

        assertThat(all).extracting(panel -> panel.get("id").intValue()).doesNotHaveDuplicates();
        assertThat(all)
                .filteredOn(panel -> !panel.get("type").textValue().equals("row"))
                .hasSizeGreaterThan(15)
                .allSatisfy(panel -> assertThat(panel.findValuesAsText("expr"))
                        .isNotEmpty()
                        .allSatisfy(query -> assertThat(query).contains("mailshell_")));
    }
}
