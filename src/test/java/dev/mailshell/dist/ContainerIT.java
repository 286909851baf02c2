package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        Image.Run run = Image.layOut(directory).run(Map.of(), words("CMD").toArray(String[]::new));

        assertThat(words("ENTRYPOINT")).containsExactly("mailshell");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("server", "client");
    }

    @Test
    void isHealthyWhileAConnectionToTheMailServerIsOpen() throws Exception {
        try (ServerSocket mailServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(healthCheck(mailServer.getLocalPort())).isEqualTo(1);
            try (Socket mailbox = new Socket(mailServer.getInetAddress(), mailServer.getLocalPort())) {
                assertThat(healthCheck(mailbox.getPort())).isZero();
            }
        }
    }

    @Test
    void composeNamesServicesThatStartWithAVerbAndAHomeOfTheirOwn() throws Exception {
        Map<?, ?> services = services();

        assertThat(services.keySet().stream().map(Object::toString)).containsExactly("mail", "server", "client");
        assertThat(map(services.get("server")).get("command")).isEqualTo("server");
        assertThat(map(services.get("client")).get("command")).isEqualTo("client");
        assertThat(mounts("server")).containsEntry("/home/mailshell/home", "./homes/web1");
        assertThat(mounts("client")).containsEntry("/home/mailshell/home", "./homes/alice");
    }

    @Test
    void composeHasTheEngineMakeNoFolderInThePlaceOfWhatIsMissing() throws Exception {
        for (String service : List.of("server", "client")) {
            assertThat(volumes(service))
                    .isNotEmpty()
                    .allMatch(volume -> Objects.equals(map(volume.get("bind")).get("create_host_path"), false));
        }
    }

    /** The exit code of the health check where the IMAP server has this port. */
    private static int healthCheck(int port) throws Exception {
        ProcessBuilder check = new ProcessBuilder(words("HEALTHCHECK"));
        check.environment().put("MAILSHELL_IMAP_PORT", Integer.toString(port));
        return check.start().waitFor();
    }

    private static Map<?, ?> services() throws IOException {
        Object compose = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("docker-compose.yml")));
        return map(map(compose).get("services"));
    }

    private static Map<Object, Object> mounts(String service) throws IOException {
        return volumes(service).stream()
                .collect(Collectors.toMap(volume -> volume.get("target"), volume -> volume.get("source")));
    }

    private static List<? extends Map<?, ?>> volumes(String service) throws IOException {
        List<?> volumes = (List<?>) map(services().get(service)).get("volumes");
        return volumes.stream().map(ContainerIT::map).toList();
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
}
