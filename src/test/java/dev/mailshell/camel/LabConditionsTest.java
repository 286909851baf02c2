package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabConditionsTest {

    private static final Map<String, String> MEANT = Map.of("MAILSHELL_LAB", "i-understand-this-is-insecure");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "127.0.0.1 ::1"})
    void startsWithMailServersOnThisMachine(String addresses) {
        assertThatCode(() -> require(MEANT, "127.0.0.1", addresses)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "10.0.0.1",
                "0.0.0.0",
                "::",
                "fe80::1",
                "127.0.0.1 192.0.2.1",
                "192.0.2.1 127.0.0.1",
                "::1 2001:db8::1",
                ""
            })
    void refusesAMailServerWithAnyAddressElsewhere(String addresses) {
        assertThatThrownBy(() -> require(MEANT, "127.0.0.1", addresses))
                .isInstanceOf(LabRefused.class)
                .hasMessageContaining("was 127.0.0.11");
        assertThatThrownBy(() -> require(MEANT, addresses, "127.0.0.1"))
                .isInstanceOf(LabRefused.class)
                .hasMessageContaining("was 127.0.0.10");
    }

    /** It could name another machine a moment later: each connection asks anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {"mail.example.org", "localhost.example.org", "127.0.0.1.example.org", "127.1", "::1.example"})
    void refusesANameThatSomebodyElseAnswersFor(String host) {
        assertThatThrownBy(() -> LabConditions.require(List.of("localhost", host), MEANT, any -> resolve("127.0.0.1")))
                .isInstanceOf(LabRefused.class)
                .hasMessageContaining("was " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.8.9.10", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void startsWithTheNamesOfThisMachine(String host) {
        assertThatCode(() -> LabConditions.require(List.of(host), MEANT, InetAddress::getAllByName))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAHostThatNobodyKnows() {
        assertThatThrownBy(() -> LabConditions.require(List.of("nowhere"), MEANT, host -> {
                    throw new UnknownHostException(host);
                }))
                .isInstanceOf(LabRefused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "MAILSHELL_LAB, true",
        "MAILSHELL_LAB, ''",
        "MAILSHELL_LAB, I-UNDERSTAND-THIS-IS-INSECURE",
        "MAILSHELL_LAB, i-understand-this-is-insecure.",
        "MAILSHELL_LAB, ' i-understand-this-is-insecure'",
        "mailshell_lab, i-understand-this-is-insecure",
        "MAILSHELL_LABS, i-understand-this-is-insecure"
    })
    void refusesWithoutExactlyThatVariable(String name, String value) {
        assertThatThrownBy(() -> require(Map.of(name, value), "127.0.0.1", "127.0.0.1"))
                .isInstanceOf(LabRefused.class)
                .hasMessageStartingWith("the lab is insecure");
    }

    @Test
    void aServerAndAClientNeverLoadRoutesOfTheLab() throws Exception {
        Path none = Path.of("no", "such", "folder");

        assertThat(RouteFiles.locate(List.of("server"), none)).isNotEmpty().noneMatch(file -> file.contains("lab/"));
        assertThat(RouteFiles.locate(List.of("client"), none)).isNotEmpty().noneMatch(file -> file.contains("lab/"));
    }

    @Test
    void theLabReplacesEachRouteThatHasToDoWithKeys() throws Exception {
        List<String> routes = RouteFiles.locate(List.of("server", "lab"), Path.of("no", "such", "folder"));

        assertThat(routes)
                .hasSameSizeAs(RouteFiles.locate(List.of("server"), Path.of("no", "such", "folder")))
                .contains(
                        "classpath:routes/lab/open-message.camel.yaml",
                        "classpath:routes/lab/send-reply.camel.yaml",
                        "classpath:routes/lab/replace-refused-reply.camel.yaml",
                        "classpath:routes/server/run-command.camel.yaml");
        for (String route : routes) {
            assertThat(Files.readString(Path.of(route.replace("classpath:", ""))))
                    .doesNotContain("ref: openMessage", "ref: sealReply");
        }
    }

    /** Only who types the verb gets the lab. */
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "docker-compose.yml", "mailshell", "keys-template/mailshell.properties"})
    void nothingThatIsShippedStartsTheLab(String file) throws IOException {
        assertThat(Files.readString(Path.of(file))).doesNotContainPattern("(?i)\\blab\\b|MAILSHELL_LAB");
    }

    private static void require(Map<String, String> environment, String... addresses) {
        LabConditions.require(
                List.of("127.0.0.10", "127.0.0.11"), environment, host -> resolve(addresses[host.charAt(9) - '0']));
    }

    private static InetAddress[] resolve(String addresses) throws UnknownHostException {
        String[] all = addresses.isEmpty() ? new String[0] : addresses.split(" ");
        InetAddress[] resolved = new InetAddress[all.length];
        for (int i = 0; i < all.length; i++) {
            resolved[i] = InetAddress.getByName(all[i]);
        }
        return resolved;
    }
}
