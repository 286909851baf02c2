package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerGroupsTest {

    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void trustServers() throws IOException {
        home = new Home(directory);
        for (String server : new String[] {"web2", "web1", "db1"}) {
            Files.createDirectories(home.peers(Role.CLIENT).resolve(server));
        }
        Files.createFile(home.peers(Role.CLIENT).resolve("notes"));
    }

    @Test
    void knowsAllServersWithoutAFile() throws Exception {
        assertThat(servers("all")).isEqualTo("db1 web1 web2");
        assertThat(ServerGroups.read(home).servers("web")).isEmpty();
    }

    @Test
    void givesTheServersOfAGroupAndOfItsGroupsOnceInTheOrderWritten() throws Exception {
        write("web: [web2, web1]\ndb: [db1]\nprod: [web1, db, web]\nnone: []\n");

        assertThat(servers("web")).isEqualTo("web2 web1");
        assertThat(servers("prod")).isEqualTo("web1 db1 web2");
        assertThat(servers("none")).isEmpty();
        assertThat(ServerGroups.read(home).names()).containsExactly("all", "web", "db", "prod", "none");
    }

    @Test
    void letsTheFileSayWhatAllIs() throws Exception {
        write("all: [web1]\nmost: [all, db1]\n");

        assertThat(servers("all")).isEqualTo("web1");
        assertThat(servers("most")).isEqualTo("web1 db1");
    }

    @Test
    void takesAnEmptyFile() throws Exception {
        write("# nothing yet\n");

        assertThat(servers("all")).isEqualTo("db1 web1 web2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web: [web1, dbb1]     | 1:13 | group web names dbb1, which is neither a server nor a group | did you mean db1?",
                "web: [\"@all\"]       | 1:7  | group web names @all, which is neither a server nor a group | write it without @",
                "web: [Zürich]         | 1:7  | group web names Zürich, which is neither a server nor a group | mailshell keys list shows the servers",
                "web: [web]            | 1:7  | group web contains itself (web > web) | remove it here",
                "a: [b]\\nb: [c]\\nc: [web1, a] | 3:11 | group a contains itself (a > b > c > a) | remove it here",
                "web1: [web2]          | 1:1  | group web1 is called like a server | rename it",
                "Web: [web2]           | 1:1  | the name of a group is not 1 to 63 of a-z, 0-9 and - (was Web) | rename it",
                "web: web1             | 1:6  | group web is not a list (was a single value) | write a list of servers and groups, such as web: [web1, web2]",
                "web: [[web1]]         | 1:7  | a member of group web is not a name (was a list) | write a list of servers and groups, such as web: [web1, web2]",
                "web: [web1]\\nweb: [web2] | 2:1  | groups.yaml has web twice | the first is in line 1; keep one",
                "- web1                | 1:1  | groups.yaml is not a mapping (was a list) | write key: value pairs, or {} for none",
                "web: &a [web1]        | 1:6  | an anchor (expected none) | write it out in full, without anchors, aliases and tags",
            })
    void namesThePlaceOfWhatIsWrong(String text, String place, String fact, String hint) throws Exception {
        write(text.replace("\\n", "\n"));

        assertThatExceptionOfType(ConfigFailure.class)
                .isThrownBy(() -> ServerGroups.read(home))
                .satisfies(failure -> assertThat(failure.problems())
                        .containsExactly(new ConfigFailure.Problem("groups.yaml:" + place, fact, hint)));
    }

    @Test
    void saysHowToWriteAGroupWhereAnAtSignIsNoYaml() throws Exception {
        write("web: [@all]\n");

        assertThatExceptionOfType(ConfigFailure.class)
                .isThrownBy(() -> ServerGroups.read(home))
                .satisfies(failure -> assertThat(failure.problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.place()).isEqualTo("groups.yaml:1:7");
                            assertThat(problem.hint()).startsWith("write names without @");
                        }));
    }

    @Test
    void refusesAFileThatOthersMayWrite() throws Exception {
        write("web: [web1]\n");
        Files.setPosixFilePermissions(home.groups(), PosixFilePermissions.fromString("rw-rw----"));

        assertThatExceptionOfType(ConfigFailure.class)
                .isThrownBy(() -> ServerGroups.read(home))
                .withMessageContaining("can be written by others (mode 0660");
    }

    @Test
    void boundsHowManyGroupsThereAre() throws Exception {
        write(chain(1000));
        assertThat(servers("g0")).isEqualTo("web1");
        write(chain(1001));
        assertThatExceptionOfType(ConfigFailure.class)
                .isThrownBy(() -> ServerGroups.read(home))
                .withMessage("groups.yaml:1:1: too many groups (expected at most 1000)");
    }

    /** Each group includes the next. */
    private static String chain(int groups) {
        return IntStream.range(0, groups)
                .mapToObj(i -> "g" + i + ": [" + (i + 1 < groups ? "g" + (i + 1) : "web1") + "]\n")
                .collect(Collectors.joining());
    }

    private void write(String text) throws IOException {
        Files.writeString(home.groups(), text);
        Files.setPosixFilePermissions(home.groups(), PosixFilePermissions.fromString("rw-------"));
    }

    private String servers(String group) throws Exception {
        return ServerGroups.read(home).servers(group).orElseThrow().stream()
                .map(IdentityName::value)
                .collect(Collectors.joining(" "));
    }
}
