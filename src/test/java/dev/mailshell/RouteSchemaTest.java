package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Camel's own schema of its YAML takes every route, and so does what is left of that schema without its short forms: the canonical form, which
 * is all that an editor such as Kaoto writes.
 */
class RouteSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPRESSION = "#/items/definitions/org.apache.camel.model.language.ExpressionDefinition";
    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^```yaml\\n(- (?:route|routeTemplate|beans):.*?)^```$");

    private static final String ROUTE =
            """
            - route:
                id: send-reply
                from:
                  uri: direct:send-reply
                  steps:
                    - filter:
                        id: only-mine
                        expression:
                          simple:
                            expression: ${body} == 1
                        steps:
                          - to:
                              id: hand-over
                              uri: seda:next
                              parameters:
                                size: 10
            """;

    private static final JsonNode WHOLE = published();
    private static final JsonSchema LENIENT = schema(WHOLE);
    private static final JsonSchema CANONICAL = schema(withoutShortForms(WHOLE.deepCopy()));

    static Stream<Arguments> routes() throws IOException {
        return Stream.concat(files(), examples());
    }

    private static Stream<Arguments> files() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"));
                Stream<Path> routes = Files.walk(Path.of("routes"))) {
            return Stream.concat(sources, routes)
                    .filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .map(file -> Arguments.of(file.toString(), text(file)))
                    .toList()
                    .stream();
        }
    }

    private static Stream<Arguments> examples() throws IOException {
        try (Stream<Path> documents = Files.walk(Path.of("docs"))) {
            return documents
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(file -> EXAMPLE.matcher(text(file))
                            .results()
                            .map(block -> Arguments.of("an example of " + file, block.group(1))))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void takesEachRoute(String name, String yaml) {
        assertThat(LENIENT.validate(tree(yaml))).isEmpty();
        assertThat(CANONICAL.validate(tree(yaml))).isEmpty();
    }

    @Test
    void takesTheRouteThatIsBrokenBelow() throws IOException {
        assertThat(routes().count()).isGreaterThan(50);
        assertThat(CANONICAL.validate(tree(ROUTE))).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "to:, sendTo:",
        "uri: seda:next, url: seda:next",
        "size: 10, '- size: 10'",
        "from:, form:",
        "id: send-reply, ids: send-reply"
    })
    void refusesABrokenRoute(String right, String wrong) {
        assertThat(LENIENT.validate(tree(broken(right, wrong)))).isNotEmpty();
        assertThat(CANONICAL.validate(tree(broken(right, wrong)))).isNotEmpty();
    }

    @Test
    void refusesShortFormsThoughCamelReadsThem() {
        String expression = broken(
                "expression:\n              simple:\n                expression: ${body} == 1", "simple: ${body} == 1");
        String target = "- route:\n    from:\n      uri: direct:a\n      steps:\n        - to: seda:next\n";

        for (String shorter : List.of(expression, target)) {
            assertThat(LENIENT.validate(tree(shorter))).isEmpty();
            assertThat(CANONICAL.validate(tree(shorter))).isNotEmpty();
        }
    }

    private static String broken(String right, String wrong) {
        assertThat(ROUTE).contains(right);
        return ROUTE.replace(right, wrong);
    }

    /** Camel's schema allows a text in the place of a whole step, and an expression without the key of that name around it. */
    private static JsonNode withoutShortForms(JsonNode schema) {
        JsonNode definitions = schema.at("/items/definitions");
        definitions.forEach(definition -> {
            requireObject((ObjectNode) definition);
            requireExpression((ObjectNode) definition);
        });
        return schema;
    }

    private static void requireObject(ObjectNode definition) {
        JsonNode forms = definition.path("oneOf");
        if (forms.size() == 2 && "string".equals(forms.get(0).path("type").asText())) {
            ((ArrayNode) forms).remove(0);
        }
    }

    private static void requireExpression(ObjectNode definition) {
        JsonNode forms = definition.at("/anyOf/0/oneOf");
        if (EXPRESSION.equals(forms.at("/0/$ref").asText())) {
            forms.findValues("required").stream()
                    .map(required -> required.get(0).asText())
                    .filter(language -> !"expression".equals(language))
                    .forEach(((ObjectNode) definition.get("properties"))::remove);
            definition.remove("anyOf");
        }
    }

    private static JsonNode published() {
        try (InputStream schema = RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JSON.readTree(schema);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonSchema schema(JsonNode schema) {
        return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    }

    private static JsonNode tree(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
