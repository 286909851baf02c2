package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker-compose.yml against the schema of the Compose Specification, and what a schema does not know. */
class ComposeFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMA = Path.of("src/test/resources/compose/compose-spec.json");

    private final JsonNode compose = merged();
    private final JsonNode services = compose.get("services");

    @Test
    void isWhatTheSpecificationAllows() throws Exception {
        ObjectNode known = compose.deepCopy();
        // The specification has it since after this copy of its schema; it is a text.
        assertThat(known.remove("name").isTextual()).isTrue();

        assertThat(schema().validate(known)).isEmpty();
    }

    @Test
    void theSchemaKnowsAMistake() throws Exception {
        ObjectNode wrong = compose.deepCopy();
        wrong.remove("name");
        ((ObjectNode) wrong.at("/services/server")).put("read-only", true);

        assertThat(schema().validate(wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"server, ./homes/web1", "client, ./homes/alice", "hub, ./fleet/hub"})
    void eachPartyStartsWithItsVerbAndAHomeOfItsOwn(String name, String home) {
        JsonNode service = services.get(name);

        assertThat(service.get("command").asText()).isEqualTo(name);
        assertThat(mountedAt(service, "/home/mailshell/home").get("source").asText())
                .isEqualTo(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "client", "hub"})
    void eachPartyIsClosed(String name) {
        JsonNode service = services.get(name);

        assertThat(service.get("read_only").asBoolean()).isTrue();
        assertThat(service.get("init").asBoolean()).isTrue();
        assertThat(texts(service.get("cap_drop"))).containsExactly("ALL");
        assertThat(service.has("cap_add")).isFalse();
        assertThat(texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(service.get("pids_limit").asInt()).isPositive();
        assertThat(service.has("mem_limit")).isTrue();
        assertThat(service.at("/ulimits/core").asInt(-1)).isZero();
        assertThat(texts(service.get("tmpfs"))).singleElement().asString().startsWith("/tmp:size=");
        assertThat(service.has("privileged")).isFalse();
    }

    @Test
    void theMailServerSignsVerifiesAndEncrypts() {
        JsonNode mail = services.get("mail");

        assertThat(mail.get("image").asText()).matches("\\$\\{MAILSHELL_MAIL_IMAGE:-\\S+:\\d+\\.\\d+\\.\\d+}");
        for (String name : List.of("ENABLE_OPENDKIM", "ENABLE_OPENDMARC", "ENABLE_POLICYD_SPF", "SPOOF_PROTECTION")) {
            assertThat(mail.get("environment").get(name).asText()).as(name).isEqualTo("1");
        }
        assertThat(texts(mail.get("cap_drop"))).containsExactly("ALL");
        assertThat(texts(mail.get("cap_add"))).doesNotContain("SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "NET_RAW");
        assertThat(Path.of(mountedAt(mail, "/etc/dovecot/conf.d/10-mail-crypt.conf")
                        .get("source")
                        .asText()))
                .exists();
    }

    @Test
    void everythingThatIsNamedIsThereAndUsed() throws Exception {
        Set<String> secrets = new TreeSet<>();
        Set<String> volumes = new TreeSet<>();
        for (JsonNode service : services) {
            secrets.addAll(texts(service.path("secrets")));
            texts(service.path("volumes")).stream()
                    .filter(volume -> !volume.startsWith("."))
                    .forEach(volume -> volumes.add(volume.split(":", -1)[0]));
        }

        assertThat(secrets).isEqualTo(names(compose.get("secrets"))).isNotEmpty();
        assertThat(volumes).isEqualTo(names(compose.get("volumes"))).isNotEmpty();
        // Where a secret is named inside, it is one that this service is given.
        String crypt = Files.readString(Path.of("packaging/container/mail-crypt.conf"));
        String inside = crypt + services.get("mail").get("environment");
        assertThat(secrets).allSatisfy(secret -> assertThat(inside).contains("/run/secrets/" + secret));
    }

    @Test
    void noPasswordStandsInIt() throws Exception {
        assertThat(Files.readString(Path.of("docker-compose.yml"))).doesNotContainIgnoringCase("password");
    }

    @Test
    void theEngineMakesNoFolderInThePlaceOfWhatIsMissing() {
        for (JsonNode service : services) {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.isObject()) {
                    assertThat(volume.at("/bind/create_host_path").asBoolean(true))
                            .as(volume.toString())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void onlyTheHubIsReachedFromOutsideAndOnlyInItsProfile() {
        assertThat(StreamSupport.stream(services.spliterator(), false).filter(service -> service.has("ports")))
                .containsExactly(services.get("hub"));
        assertThat(texts(services.get("hub").get("ports")))
                .containsExactly("465:" + hubSetting("SMTPS"), "995:" + hubSetting("POP3S"));
        assertThat(texts(services.get("hub").get("profiles"))).containsExactly("hub");
    }

    private String hubSetting(String protocol) {
        return services.get("hub")
                .get("environment")
                .get("MAILSHELL_HUB_" + protocol + "_PORT")
                .asText();
    }

    private static JsonNode mountedAt(JsonNode service, String target) {
        Optional<JsonNode> mount = StreamSupport.stream(service.get("volumes").spliterator(), false)
                .filter(volume -> volume.path("target").asText().equals(target))
                .findAny();
        return mount.orElseThrow(() -> new AssertionError("nothing is mounted at " + target));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V201909)
                .getSchema(withoutIds(JSON.readTree(Files.readString(SCHEMA))));
    }

    /** Without names of parts as drafts before the sixth wrote them, which the validator takes for a keyword that it does not know. */
    private static JsonNode withoutIds(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
            object.remove("id");
        }
        schema.forEach(ComposeFileTest::withoutIds);
        return schema;
    }

    /** With the merge keys (YAML 1.1) resolved, as Compose reads it. */
    private static JsonNode merged() {
        try {
            Object tree = new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(Path.of("docker-compose.yml")));
            return withoutMergeKeys(JSON.valueToTree(tree));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode withoutMergeKeys(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode result = JSON.createObjectNode();
        if (object.get("<<") instanceof ObjectNode merged) {
            result.setAll((ObjectNode) withoutMergeKeys(merged));
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals("<<")) {
                result.set(field.getKey(), withoutMergeKeys(field.getValue()));
            }
        }
        return result;
    }
}
