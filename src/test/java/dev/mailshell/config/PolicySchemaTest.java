package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.mailshell.bench.LargePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors check a policy by knows what the reader knows. */
class PolicySchemaTest {

    private static final Path SCHEMA = Path.of("keys-template/policy.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern YAML_BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    /** What only the reader finds: it knows what stands elsewhere, and what is smaller than what. */
    private static final Pattern BEYOND_A_SCHEMA = Pattern.compile(
            "names an unknown|names nobody|may mean|can never be given|includes itself|a min above its max|not the last argument"
                    + "|in a part of an element|default does not match|no time zone|(cpu|memory|expires|file-size) is out of bounds"
                    + "|not in whole seconds|08:00-08:00");

    private final JsonSchema schema = schema();

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(SCHEMA));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> validPolicies() throws IOException {
        Path tests = Path.of("src/test/resources/policy");
        return Stream.of(
                        Stream.of(
                                Arguments.of("the template", Files.readString(Path.of("keys-template/policy.yaml"))),
                                Arguments.of("each key", TestPolicy.WHOLE),
                                Arguments.of("the large one", LargePolicy.of(20, 20)),
                                Arguments.of("values", Files.readString(tests.resolve("values.yaml"))),
                                Arguments.of("roles", Files.readString(tests.resolve("roles.yaml"))),
                                Arguments.of("limits", Files.readString(tests.resolve("limits.yaml")))),
                        YAML_BLOCK
                                .matcher(Files.readString(Path.of("docs/policy.md")))
                                .results()
                                .map(block -> Arguments.of("an example of docs/policy.md", block.group(1))))
                .flatMap(policies -> policies);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validPolicies")
    void takesWhatTheReaderTakes(String name, String policy) throws Exception {
        assertThat(schema.validate(tree(policy))).isEmpty();
        new PolicyFileReader(name, new RealFiles(), new PolicyFileMachine(Path.of("."))).read(policy);
    }

    static Stream<String> invalidPolicies() throws IOException {
        return PolicyFileKeyMistakesTest.mistakes()
                .filter(mistake -> !BEYOND_A_SCHEMA
                        .matcher(mistake.get()[0] + " " + mistake.get()[1])
                        .find())
                .map(mistake -> (String) mistake.get()[0]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidPolicies")
    void refusesWhatTheReaderRefuses(String policy) {
        assertThat(schema.validate(tree(policy))).isNotEmpty();
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of("", PolicyFileKeys.TOP),
                Arguments.of("/$defs/defaults", PolicyFileKeys.DEFAULTS),
                Arguments.of("/$defs/role", PolicyFileKeys.ROLE),
                Arguments.of("/$defs/group", PolicyFileKeys.GROUP),
                Arguments.of("/$defs/client", PolicyFileKeys.CLIENT),
                Arguments.of("/$defs/program", PolicyFileKeys.PROGRAM),
                Arguments.of("/$defs/shell", PolicyFileKeys.SHELL),
                Arguments.of("/$defs/argument", PolicyFileKeys.ARGUMENT),
                Arguments.of("/$defs/type", PolicyFileKeys.TYPE),
                Arguments.of("/$defs/argument/properties/integer", PolicyFileKeys.INTEGER),
                Arguments.of("/$defs/argument/properties/path", PolicyFileKeys.PATH),
                Arguments.of("/$defs/argument/properties/list", PolicyFileKeys.LIST),
                Arguments.of("/$defs/limits", PolicyFileKeys.LIMITS),
                Arguments.of("/$defs/sandbox/oneOf/1", PolicyFileKeys.SANDBOX),
                Arguments.of("/$defs/approvals", PolicyFileKeys.APPROVALS));
    }

    @ParameterizedTest(name = "part {0}")
    @MethodSource("parts")
    void hasEachKeyOfTheReaderAndNoOther(String pointer, Set<String> keys) {
        JsonNode part = schema.getSchemaNode().at(pointer);

        assertThat(names(part.get("properties"))).isEqualTo(new TreeSet<>(keys));
        assertThat(part.get("additionalProperties").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"require: [totp]", "hours: 08:00-18:00", "includes: []", "sees-all: true"})
    void takesTheNewKeysOfARole(String key) {
        assertThat(schema.validate(tree("roles: { a: { allow: [], " + key + " } }")))
                .isEmpty();
    }

    @Test
    void isNamedByTheTemplate() throws IOException {
        assertThat(Files.readAllLines(Path.of("keys-template/policy.yaml")).get(0))
                .isEqualTo("# yaml-language-server: $schema=policy.schema.json");
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode tree(String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return JSON.valueToTree(loaded == null ? Map.of() : loaded);
    }

    @Test
    void leavesAtMostAThirdOfTheMistakesToTheReader() throws IOException {
        List<Arguments> all = PolicyFileKeyMistakesTest.mistakes().toList();

        assertThat(invalidPolicies().count()).isGreaterThan(all.size() * 2L / 3);
    }
}
