package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The container files, as far as they can be tested where there is no container engine. */
class ContainerIT {

    private static final Pattern FROM_TREE = Pattern.compile("COPY (?!--)(\\S+) \\S+");
    private static final Pattern FROM_BUILD = Pattern.compile("COPY --from=build /build/(\\S+) \\S+");
    private static final Pattern JSON_WORD = Pattern.compile("\"([^\"]*)\"");

    @TempDir
    Path directory;

    @Test
    void copiesOnlyWhatIsInTheTreeAndReachesTheEngine() throws Exception {
        List<String> sources = matches(FROM_TREE);

        assertThat(sources).contains("pom.xml", "src", "mailshell");
        assertThat(sources).allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("!" + source);
        });
    }

    @Test
    void copiesOnlyWhatTheBuildMakes() throws Exception {
        assertThat(matches(FROM_BUILD))
                .containsExactly("target/mailshell.jar", "target/lib")
                .allSatisfy(built -> assertThat(Path.of(built)).exists());
    }

    @Test
    void startsAsTheDockerfileSays() throws Exception {
        Image image = Image.layOut(directory);
        Path homes = directory.resolve("homes");
        Image.Run init = image.run(
                Map.of(),
                arguments("keys init --dir " + homes + " --server web1=web1@mail.test --client alice=alice@mail.test"));
        assertThat(init.exitCode()).as(init.err()).isZero();
        Map<String, String> environment = Map.of(
                "MAILSHELL_HOME", homes.resolve("web1").toString(),
                "MAILSHELL_IMAP_HOST", "mail.test",
                "MAILSHELL_SMTP_HOST", "mail.test",
                "MAILSHELL_IMAP_PASSWORD", "none",
                "MAILSHELL_SMTP_PASSWORD", "none");

        assertThat(words("ENTRYPOINT")).containsExactly("mailshell");
        assertThat(image.run(environment, words("CMD").toArray(String[]::new)).exitCode())
                .isZero();
        List<String> health = words("HEALTHCHECK");
        Image.Run check =
                image.run(environment, health.subList(1, health.size()).toArray(String[]::new));
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("alice");
    }

    @Test
    void composeNamesServicesThatStartWithAVerbAndAHomeOfTheirOwn() throws Exception {
        Object compose = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("docker-compose.yml")));

        Map<?, ?> services = map(map(compose).get("services"));
        assertThat(services.keySet().stream().map(Object::toString)).containsExactly("mail", "server", "client");
        assertThat(map(services.get("server")).get("command")).isEqualTo("server");
        assertThat(map(services.get("client")).get("command")).isEqualTo("client");
        assertThat(volumes(services, "server")).contains("./homes/web1:/home/mailshell/home");
        assertThat(volumes(services, "client")).contains("./homes/alice:/home/mailshell/home");
    }

    private static Stream<String> volumes(Map<?, ?> services, String service) {
        return ((List<?>) map(services.get(service)).get("volumes")).stream().map(Object::toString);
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<String> matches(Pattern pattern) throws IOException {
        return pattern.matcher(dockerfile())
                .results()
                .map(copy -> copy.group(1))
                .toList();
    }

    /** The words of the JSON list of the one instruction of this name. */
    private static List<String> words(String instruction) throws IOException {
        String line = dockerfile()
                .lines()
                .filter(candidate -> candidate.startsWith(instruction + " "))
                .reduce((first, second) -> {
                    throw new IllegalStateException("the Dockerfile has two lines " + instruction);
                })
                .orElseThrow();
        return JSON_WORD.matcher(line).results().map(word -> word.group(1)).toList();
    }

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("Dockerfile"));
    }

    private static String[] arguments(String line) {
        return line.split(" ");
    }
}
