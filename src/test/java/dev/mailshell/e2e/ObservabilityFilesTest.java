package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void prometheusTakesEachQueryOfTheDashboard(@TempDir Path folder) throws Exception {
        Promtool.require();
        List<String> queries = dashboard().findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(20);

        Promtool.run("", "check", "rules", rules(folder, queries).toString());
        assertThatThrownBy(() -> Promtool.run(
                        "",
                        "check",
                        "rules",
                        rules(folder, List.of("sum by (le (")).toString()))
                .hasMessageContaining("could not parse expression");
    }

    /** Recording rules, in which Prometheus reads queries without data; its YAML may be JSON. */
    private static Path rules(Path folder, List<String> queries) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ArrayNode rules = json.createArrayNode();
        for (String query : queries) {
            // Grafana puts a duration there; its other variables stand in texts.
            rules.addObject()
                    .put("record", "query:" + rules.size())
                    .put("expr", query.replace("$__rate_interval", "5m"));
        }
        ObjectNode all = json.createObjectNode();
        all.putArray("groups").addObject().put("name", "dashboard").set("rules", rules);
        return Files.writeString(folder.resolve("rules.yml"), all.toString());
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("observability/grafana/mailshell.json").toFile());
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
        JsonNode panels = dashboard().get("panels");
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
