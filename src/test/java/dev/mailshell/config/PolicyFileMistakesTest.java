package dev.mailshell.config;

import static dev.mailshell.config.TestPolicy.WHOLE;
import static dev.mailshell.config.TestPolicy.problemsIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in a policy is shown at its place, and all of them at once. */
class PolicyFileMistakesTest {

    @TempDir
    private Path directory;

    private TestPolicy yaml;

    @BeforeEach
    void makePolicy() {
        yaml = new TestPolicy(directory);
    }

    @Test
    void listsTheRolesThatAreThereIfOneIsNot() throws Exception {
        List<Problem> problems = yaml.problems(WHOLE.replace("roles: [speaker, root]", "roles: [viewer]"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.hint())
                .isEqualTo("there is no roles.viewer; there are root, speaker"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("", "1:1 the policy is empty"),
                mistake("# only a comment\n", "1:1 the policy is empty"),
                mistake("[]", "1:1 the policy is not a mapping (was a list)"),
                mistake("text", "1:1 the policy is not a mapping (was a single value)"),
                mistake("roles: [a\nclients: b", "2:8 not YAML"),
                mistake("roles:\n\t- a", "2:1 not YAML"),
                mistake("roles: {}\n---\nroles: {}", "2:1 a second document"),
                mistake("roles: &r {}\nclients: *r", "1:8 an anchor", "2:10 an alias"),
                mistake("roles: !!map {}", "1:8 a tag"),
                mistake("roles: {}\nclients: !!java.net.URL [x]", "2:10 a tag"),
                mistake("roles: " + "[".repeat(50), "1:23 nested too deep"),
                mistake("roles:", "1:7 roles is not a mapping (was nothing)"),
                mistake(
                        "roles: 5\nclients: []",
                        "1:8 roles is not a mapping (was a single value)",
                        "2:10 clients is not a mapping (was a list)"),
                mistake("rules: {}", "1:1 unknown key rules in the policy"),
                mistake("roles: {}\nclients: {}\nroles: {}", "3:1 the policy has roles twice"),
                mistake("? [a]\n: b", "1:3 a key of the policy is not text"),
                mistake("group: {}", "1:1 unknown key group in the policy"),
                mistake(
                        "defaults: { timeout: 30 }",
                        "1:22 defaults.timeout is out of bounds (was 30, expected 100ms to 7d)"),
                mistake(
                        "defaults: { timeout: 8d }",
                        "1:22 defaults.timeout is out of bounds (was 8d, expected 100ms to 7d)"),
                mistake("defaults: { timeout: 0s }", "1:22 defaults.timeout is out of bounds"),
                mistake("defaults: { timeout: [1s] }", "1:22 defaults.timeout is not text (was a list)"),
                mistake("defaults: { timeout: }", "1:21 defaults.timeout is not text (was nothing)"),
                mistake(
                        "defaults: { inline-output: 2MiB }",
                        "1:28 defaults.inline-output is out of bounds (was 2MiB, expected 0B to 128KiB)"),
                mistake("defaults: { inline-output: 131073B }", "1:28 defaults.inline-output is out of bounds"),
                mistake(
                        "defaults: { max-output: 2GiB }",
                        "1:25 defaults.max-output is out of bounds (was 2GiB, expected 0B to 1GiB)"),
                mistake("defaults: { max-output: 10MB }", "1:25 defaults.max-output is out of bounds"),
                mistake("defaults: { run-as: 'root; id' }", "1:21 defaults.run-as is not the name of a system user"),
                mistake("defaults: { run-as: '-x' }", "1:21 defaults.run-as is not the name of a system user"),
                mistake(
                        "defaults: { max-age: 31d }",
                        "1:22 defaults.max-age is out of bounds (was 31d, expected 1m to 30d)"),
                mistake(
                        "defaults: { concurrency: 0 }",
                        "1:26 defaults.concurrency is out of bounds (was 0, expected 1 to 256)"),
                mistake("defaults: { concurrency: many }", "1:26 defaults.concurrency is out of bounds"),
                mistake("defaults: { totp: x }", "1:13 unknown key totp in defaults"),
                mistake("commands: { A: { shell: /bin/sh } }", "1:13 A is not the name of a command"),
                mistake("commands: { a: {} }", "1:16 commands.a has neither exec nor shell"),
                mistake("commands: { a: { exec: [/a], shell: /b } }", "1:16 commands.a has both exec and shell"),
                mistake("commands: { a: { shell: sh } }", "1:25 commands.a.shell is not an absolute path (was sh)"),
                mistake("commands: { a: { shell: /bin/sh, args: {} } }", "1:34 unknown key args in commands.a"),
                mistake("commands: { a: { exec: /bin/a } }", "1:24 commands.a.exec is not a list (was a single value)"),
                mistake(
                        "commands: { a: { exec: [] } }",
                        "1:24 commands.a.exec is not a program and its arguments (was 0 elements"),
                mistake("commands: { a: { exec: [a] } }", "1:25 commands.a.exec[0] is not an absolute path (was a)"),
                mistake(
                        "commands: { a: { exec: [\"/bin/{x}\"], args: { x: { pattern: a } } } }",
                        "1:25 commands.a.exec[0] has a placeholder"),
                mistake(
                        "commands: { a: { exec: [/a, {x}], args: { x: { pattern: a } } } }",
                        "1:29 an element of commands.a.exec is not text (was a mapping)"),
                mistake(
                        "commands: { a: { exec: [/a, null] } }",
                        "1:29 an element of commands.a.exec is not text (was nothing)"),
                mistake(
                        "commands: { a: { exec: [/a, \"\\0\"] } }",
                        "1:29 an element of commands.a.exec holds a NUL character"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"] } }",
                        "1:29 commands.a.exec uses {x}, which is no argument"),
                mistake(
                        "commands: { a: { exec: [/a, \"-{X}-\"] } }",
                        "1:29 commands.a.exec uses {X}, which is no argument"),
                mistake(
                        "commands: { a: { exec: [/a], args: { x: { pattern: a } } } }",
                        "1:38 commands.a.args.x is not used in exec"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: {} } } }",
                        "1:48 commands.a.args.x says not what a value is (expected one of pattern, one-of, integer, path, list)"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { list: { of: {} } } } } }",
                        "1:62 commands.a.args.x.list.of says not what a value is (expected one of pattern, one-of, integer, path)"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: '[' } } } }",
                        "1:59 commands.a.args.x.pattern is not a regular expression"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: " + "a".repeat(1025) + " } } } }",
                        "1:59 commands.a.args.x.pattern: the pattern is too long"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: a, default: b } } } }",
                        "1:71 commands.a.args.x.default does not match: the value is refused"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: a, min: 1 } } } }",
                        "1:62 unknown key min in commands.a.args.x"),
                mistake(
                        "commands: { a: { exec: [/bin/sh, -c, \"ls {x}\"], args: { x: { pattern: a } } } }",
                        "1:38 commands.a.exec[2] lets a value choose what /bin/sh runs"),
                mistake(
                        "commands: { a: { exec: [/usr/bin/env, bash, -lc, \"{x}\"], args: { x: { pattern: a } } } }",
                        "1:50 commands.a.exec[3] lets a value choose what bash runs"),
                mistake("commands: { a: { exec: [/a], title: \"x\\ny\" } }", "1:37 commands.a.title is not one line"),
                mistake("commands: { a: { exec: [/a], requires: [totp] } }", "1:30 unknown key requires in commands.a"),
                mistake(
                        "commands: { a: { exec: [/a], stdin: yes } }",
                        "1:37 commands.a.stdin is not true or false (was yes)"),
                mistake(
                        "commands: { a: { exec: [/a], stdin: [true] } }",
                        "1:37 commands.a.stdin is not text (was a list)"),
                mistake("commands: { a: { shell: /a, stdin: true } }", "1:29 unknown key stdin in commands.a"),
                mistake(
                        "commands: { a: { exec: [/a], files: 1 } }",
                        "1:37 commands.a.files is not true or false (was 1)"),
                mistake(
                        "commands: { a: { exec: [/a], files: [data] } }",
                        "1:37 commands.a.files is not text (was a list)"),
                mistake("commands: { a: { shell: /a, files: true } }", "1:29 unknown key files in commands.a"),
                mistake("defaults: { files: true }", "1:13 unknown key files in defaults"),
                mistake("commands: { a: { exec: [/a], max-input: 1MiB } }", "1:30 unknown key max-input in commands.a"),
                mistake("roles: { a: { allow: [], max-input: 1MiB } }", "1:26 unknown key max-input in roles.a"),
                mistake(
                        "defaults: { max-input: 2GiB }",
                        "1:24 defaults.max-input is out of bounds (was 2GiB, expected 0B to 1GiB)"),
                mistake(
                        "defaults:\n  timeout: 5s\n  max-input: 10MB",
                        "3:14 defaults.max-input is out of bounds (was 10MB"),
                mistake(
                        "defaults: { accept-signed-only: yes please }",
                        "1:33 defaults.accept-signed-only is not true or false (was yes please)"),
                mistake("defaults: { max-input: -1B }", "1:24 defaults.max-input is out of bounds (was -1B"),
                mistake("defaults: { max-input: none }", "1:24 defaults.max-input is out of bounds (was none"),
                mistake("defaults: { max-input: [1B] }", "1:24 defaults.max-input is not text (was a list)"),
                mistake("defaults: { stdin: true }", "1:13 unknown key stdin in defaults"),
                mistake("roles: { a: {} }", "1:13 roles.a has no allow"),
                mistake("roles: { a: { allow: x } }", "1:22 roles.a.allow is not a list"),
                mistake("roles: { a: { allow: [x] } }", "1:23 roles.a.allow names an unknown command (was x)"),
                mistake(
                        "commands: { x: { shell: /bin/sh } }\nroles: { a: { allow: [x, x] } }",
                        "2:26 roles.a.allow names x twice"),
                mistake("roles: { a: { allow: [], rate: 30/m } }", "1:32 roles.a.rate is not a rate (was 30/m"),
                mistake("roles: { a: { allow: [], requires: [totp] } }", "1:26 unknown key requires in roles.a"),
                mistake("roles: { a b: { allow: [] } }", "1:10 a b is not the name of a role"),
                mistake("clients: { alice: {} }", "1:19 clients.alice has no roles"),
                mistake(
                        "clients: { alice: { roles: [viewer] } }",
                        "1:29 clients.alice.roles names an unknown role (was viewer)"),
                mistake("clients: { Alice: { roles: [] } }", "1:12 Alice is not the name of a client"),
                mistake(
                        "clients: { alice: { roles: [], secret: totp/alice } }",
                        "1:32 unknown key secret in clients.alice"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("mistakes")
    void refusesEachMistakeWithItsLineAndColumn(String text, List<String> expected) throws Exception {
        List<Problem> problems = yaml.problems(text);

        assertThat(problems).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            String[] placeAndFact = expected.get(i).split(" ", 2);
            assertThat(problems.get(i).place()).isEqualTo("policy.yaml:" + placeAndFact[0]);
            assertThat(problems.get(i).fact()).startsWith(placeAndFact[1]);
        }
    }

    @Test
    void saysAllThatIsWrongAtOnceInTheOrderOfTheFile() throws Exception {
        assertThat(
                        yaml.problems(
                                """
                        defaults: { timeout: soon, colour: red }
                        clients:
                          alice: { roles: [absent] }
                        roles:
                          viewer: { allow: [uptime, absent], rate: often }
                        commands:
                          uptime: { exec: [uptime] }
                          uptime: { exec: [/usr/bin/uptime] }
                        """))
                .extracting(Problem::place)
                .containsExactly(
                        "policy.yaml:1:22",
                        "policy.yaml:1:28",
                        "policy.yaml:3:20",
                        "policy.yaml:5:29",
                        "policy.yaml:5:44",
                        "policy.yaml:7:20",
                        "policy.yaml:8:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny", "hosts", "collect"})
    void saysThatAKeyOfALaterVersionDoesNothingYet(String key) throws Exception {
        assertThat(yaml.problems("roles: { a: { allow: [], " + key + ": [] } }"))
                .singleElement()
                .extracting(Problem::hint)
                .isEqualTo(key + " is not supported by this version; remove it, and do not rely on it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "deny"})
    void saysThatVotesNeedNoRole(String vote) throws Exception {
        assertThat(yaml.problems("roles: { a: { allow: [" + vote + "] } }"))
                .singleElement()
                .extracting(Problem::hint)
                .isEqualTo("votes need no role: from in the approvals of a command says who may approve it");
    }

    @Test
    void doesNotSayThatFilesComeLaterWhereTheKeyIsInTheWrongPlace() throws Exception {
        assertThat(yaml.problems("commands: { root: { shell: /bin/sh, files: true } }"))
                .singleElement()
                .extracting(Problem::hint)
                .asString()
                .startsWith("keys here are approvals, concurrency, days, directory, environment, hours")
                .doesNotContain("files");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws Exception {
        assertThat(yaml.problems("#".repeat(1024 * 1024 + 1)))
                .singleElement()
                .extracting(Problem::fact)
                .isEqualTo("the file is too large (was over 1MiB, expected at most 1MiB)");
    }

    @Test
    void refusesAFileThatIsNotThereOrNotUtf8OrADirectory() throws Exception {
        assertThat(problemsIn(directory.resolve("absent.yaml"))).singleElement().satisfies(problem -> {
            assertThat(problem.place()).endsWith("absent.yaml");
            assertThat(problem.fact()).isEqualTo("the file does not exist");
        });
        Path latin1 = Files.write(directory.resolve("latin1.yaml"), new byte[] {'#', (byte) 0xe9});
        assertThat(problemsIn(latin1)).extracting(Problem::fact).containsExactly("the file is not UTF-8");
        assertThat(problemsIn(directory)).singleElement().satisfies(problem -> assertThat(problem.fact())
                .startsWith("the file cannot be read"));
    }

    @ParameterizedTest
    @CsvSource({"rw-rw-rw-, 0666, 0644", "rw-rw----, 0660, 0640", "rw-----w-, 0602, 0600"})
    void refusesAFileThatOthersCanWrite(String mode, String was, String expected) throws Exception {
        Path file = yaml.write("{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThat(problemsIn(file))
                .containsExactly(new Problem(
                        "policy.yaml",
                        "the file can be written by others (mode " + was + ", expected no more than " + expected + ")",
                        "chmod go-w " + file));
    }

    @Test
    void refusesACharacterThatYamlDoesNotHave() throws Exception {
        assertThat(yaml.problems("roles: \u0001")).singleElement().satisfies(problem -> assertThat(problem.fact())
                .startsWith("not YAML"));
    }

    private static Arguments mistake(String text, String... problems) {
        return Arguments.of(text, List.of(problems));
    }
}
