package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Camel is told of {@code smtpd:}, by generated files, is what its classes say. */
class SmtpdMetadataTest {

    private static final String SOURCES = "src/main/java/dev/mailshell/hub/smtp/";

    /** Of Camel's own, at every consumer, and what stands before the question mark. */
    private static final List<String> OTHERS =
            List.of("host", "port", "bridgeErrorHandler", "exceptionHandler", "exchangePattern");

    static List<Field> options() {
        return Arrays.stream(SmtpdConfiguration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .toList();
    }

    private static JsonNode json() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            return new ObjectMapper().readTree(context.getComponentParameterJsonSchema("smtpd"));
        }
    }

    @Test
    void namesEachOptionAndNoOther() throws Exception {
        List<String> names = new ArrayList<>();
        json().get("properties").fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(OTHERS.stream(), options().stream().map(Field::getName))
                                .toList());
        assertThat(new SmtpdEndpointUriFactory().propertyNames()).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("options")
    void describesAnOptionAsItIs(Field option) throws Exception {
        JsonNode written = json().get("properties").get(option.getName());
        String description = written.get("description").asText();

        assertThat(Files.readString(Path.of(SOURCES, "SmtpdConfiguration.java")))
                .contains("/** " + description + " */");
        assertThat(written.path("defaultValue").asText())
                .isEqualTo(option.getAnnotation(UriParam.class).defaultValue());
        assertThat(written.get("javaType").asText().replace("java.lang.", ""))
                .isEqualTo(option.getType().getName().replace("java.lang.", ""));
        assertThat(written.path("label").asText())
                .isEqualTo(option.getAnnotation(UriParam.class).label());
    }

    @ParameterizedTest
    @MethodSource("options")
    void hasTheDefaultThatItSays(Field option) throws Exception {
        PropertyConfigurerGetter getter = new SmtpdEndpointConfigurer();
        SmtpdEndpoint endpoint = new SmtpdEndpoint("smtpd:h:1", null, new SmtpdConfiguration());
        Object value = getter.getOptionValue(endpoint, option.getName(), false);
        String said = option.getAnnotation(UriParam.class).defaultValue();

        assertThat(getter.getOptionType(option.getName(), true)).isEqualTo(option.getType());
        assertThat(value == null ? "" : value.toString()).isEqualTo(said);
    }

    @Test
    void setsEachOption() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            SmtpdEndpointConfigurer configurer = new SmtpdEndpointConfigurer();
            SmtpdEndpoint endpoint = new SmtpdEndpoint("smtpd:h:1", null, new SmtpdConfiguration());
            Map<Class<?>, String> values = Map.of(
                    int.class,
                    "7",
                    long.class,
                    "7",
                    boolean.class,
                    "false",
                    String.class,
                    "7",
                    TlsMode.class,
                    "starttls");
            for (Field option : options()) {
                if (values.containsKey(option.getType())) {
                    String value = values.get(option.getType());
                    configurer.configure(context, endpoint, option.getName(), value, false);
                    assertThat(configurer.getOptionValue(endpoint, option.getName(), false))
                            .asString()
                            .isEqualToIgnoringCase(value);
                }
            }
        }
    }

    @Test
    void namesEachHeader() throws Exception {
        List<String> names = new ArrayList<>();
        json().get("headers").fieldNames().forEachRemaining(names::add);
        List<String> constants = new ArrayList<>();
        for (Field constant : SmtpdConstants.class.getFields()) {
            assertThat(constant.getAnnotation(Metadata.class).description()).isNotEmpty();
            constants.add((String) constant.get(null));
        }

        assertThat(names).containsExactlyInAnyOrderElementsOf(constants);
    }
}
