package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read of the Dockerfile and of what reaches the engine; ContainerIT carries it out. */
class DockerfileTest {

    private static final String BUILT = "/build/target/";

    @Test
    void copiesOnlyWhatIsInTheTreeAndReachesTheEngine() throws Exception {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
        List<String> sources = copied(false);

        assertThat(sources).contains("pom.xml", "src/main", "mailshell");
        assertThat(sources).allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(ignored).contains("!" + source);
        });
    }

    @Test
    void copiesOnlyWhatTheBuildMakes() throws Exception {
        assertThat(copied(true)).containsExactly(BUILT + "mailshell.jar", BUILT + "lib");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "homes/web1/identity/web1.key",
                "homes/web1/password",
                "fleet/hub/tls/hub.key",
                "mail/crypt/private.pem",
                "mail/ca/ca.key",
                ".env",
                ".git/config",
                "web1.tgz",
                "src/main/resources/web1.key",
                "keys-template/password",
                "routes/server/.env",
                "keys-template/identity/vault.keys"
            })
    void sendsNoSecretToTheEngine(String file) throws Exception {
        assertThat(reachesTheEngine(file)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java/a/A.java", "keys-template/policy.yaml", "mailshell"})
    void sendsWhatTheBuildReads(String file) throws Exception {
        assertThat(reachesTheEngine(file)).isTrue();
    }

    @Test
    void hasBasesThatCanBePinned() throws Exception {
        Dockerfile dockerfile = Dockerfile.read();

        assertThat(dockerfile.all("FROM")).containsExactly("${BUILD_BASE} AS build", "${RUN_BASE}");
        assertThat(dockerfile.stage(0).variables("ARG"))
                .containsOnlyKeys("BUILD_BASE", "RUN_BASE")
                .allSatisfy((name, base) -> assertThat(base).matches("[a-z-]+:[\\w.-]*\\d[\\w.-]*"));
    }

    @Test
    void isNotRootAndSaysWhatItIs() throws Exception {
        Dockerfile stage = Dockerfile.read().stage(2);

        assertThat(stage.only("USER")).isEqualTo("mailshell");
        assertThat(stage.variables("LABEL"))
                .containsKeys(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.licenses",
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision");
    }

    @Test
    void installsPackagesThatThereAre() throws Exception {
        Prerequisite.require(Files.isExecutable(Path.of("/usr/bin/dpkg-query")), "dpkg-query (Debian)");
        String install = Dockerfile.read().stage(2).all("RUN").get(0);
        List<String> packages = List.of(install.replaceAll(".*--no-install-recommends ([a-z -]+) &&.*", "$1")
                .split(" ", -1));
        List<String> command = new ArrayList<>(List.of("dpkg-query", "--show", "--showformat", "${Package} "));
        command.addAll(packages);

        Process query = new ProcessBuilder(command).redirectErrorStream(true).start();
        String there = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(there.strip().split(" ", -1)).containsExactlyInAnyOrderElementsOf(packages);
    }

    private static List<String> copied(boolean fromBuild) throws Exception {
        List<String> sources = new ArrayList<>();
        for (String arguments : Dockerfile.read().all("COPY")) {
            if (arguments.startsWith("--from=build ") == fromBuild) {
                List<String> words =
                        List.of(arguments.replace("--from=build ", "").split(" ", -1));
                sources.addAll(words.subList(0, words.size() - 1));
            }
        }
        return sources;
    }

    /** As an engine reads .dockerignore: the last line that matches the file, or a folder that it lies in, decides. */
    private static boolean reachesTheEngine(String file) throws Exception {
        boolean ignored = false;
        for (String line : Files.readAllLines(Path.of(".dockerignore"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean exception = line.startsWith("!");
            if (matches(exception ? line.substring(1) : line, Path.of(file))) {
                ignored = !exception;
            }
        }
        return !ignored;
    }

    private static boolean matches(String pattern, Path file) {
        String ofRoot = pattern.startsWith("**/") ? "{" + pattern.substring(3) + "," + pattern + "}" : pattern;
        for (Path path = file; path != null; path = path.getParent()) {
            if (FileSystems.getDefault().getPathMatcher("glob:" + ofRoot).matches(path)) {
                return true;
            }
        }
        return false;
    }
}
