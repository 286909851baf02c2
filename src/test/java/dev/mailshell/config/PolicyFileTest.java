package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String WHOLE =
            """
            defaults: { timeout: 10s, inline-output: 1KiB, max-output: 2MiB, run-as: mailshell, max-age: 2d, concurrency: 9 }
            commands:
              echo:
                title: Say it
                exec: [/bin/echo, 5, "--text={text}", "{{text}}", {text: text}]
                args: { text: { pattern: "[a-z]*", title: What to say, default: hello } }
                run-as: root
                timeout: 500ms
                max-output: 1B
              sh: { shell: /bin/sh }
            roles:
              speaker: { allow: [echo], rate: 30/min }
              root: { allow: [sh] }
            clients:
              alice: { roles: [speaker, root] }
              bob: { roles: [] }
            """
                    .replace("{text: text}", "last");

    @TempDir
    private Path directory;

    @Test
    void listsTheRolesThatAreThereIfOneIsNot() throws Exception {
        ConfigFailure failure = catchThrowableOfType(
                ConfigFailure.class,
                () -> PolicyFile.read(write(WHOLE.replace("roles: [speaker, root]", "roles: [viewer]"))));

        assertThat(failure.problems()).singleElement().satisfies(problem -> assertThat(problem.hint())
                .isEqualTo("there is no roles.viewer; there are root, speaker"));
    }

    @Test
    void readsEveryKey() throws Exception {
        Policy policy = PolicyFile.read(write(WHOLE));

        assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.concurrency()).isEqualTo(9);
        Verdict.Allowed echo = allowed(policy, "echo");
        assertThat(echo.argv()).containsExactly("/bin/echo", "5", "--text=hello", "{text}", "last");
        assertThat(echo.limits()).isEqualTo(new Limits(Duration.ofMillis(500), 1024, 1, Optional.of("root")));
        Verdict.Allowed shell = allowed(policy, "id");
        assertThat(shell.argv()).containsExactly("/bin/sh", "-c", "id");
        assertThat(shell.limits())
                .isEqualTo(new Limits(Duration.ofSeconds(10), 1024, 2 * 1024 * 1024, Optional.of("mailshell")));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "', stdin: false', false", "', stdin: true', true"})
    void letsAProgramReadInputOnlyIfItsEntrySaysSo(String key, boolean allowed) throws Exception {
        Policy policy = PolicyFile.read(write(
                """
                commands: { count: { exec: [/usr/bin/wc] KEY } }
                roles: { counter: { allow: [count] } }
                clients: { alice: { roles: [counter] } }
                """
                        .replace(" KEY", key)));
        CommandOptions input =
                new CommandOptions(Optional.empty(), Optional.of("x"), Optional.empty(), false, List.of());

        assertThat(decide(policy, "count", input) instanceof Verdict.Allowed).isEqualTo(allowed);
    }

    @Test
    void hasBuiltInDefaults() throws Exception {
        Policy policy = PolicyFile.read(
                write(
                        """
                commands: { sh: { shell: /bin/sh } }
                roles: { root: { allow: [sh] } }
                clients: { alice: { roles: [root] } }
                """));

        assertThat(policy.maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.concurrency()).isEqualTo(4);
        assertThat(allowed(policy, "id").limits())
                .isEqualTo(new Limits(Duration.ofSeconds(60), 65_536, 10_485_760, Optional.empty()));
    }

    @Test
    void allowsNobodyAnythingWithoutSections() throws Exception {
        Policy policy = PolicyFile.read(write("{}"));

        assertThat(decide(policy, "uptime")).isInstanceOf(Verdict.Denied.class);
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
                mistake("groups: {}", "1:1 unknown key groups in the policy"),
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
                        "1:48 commands.a.args.x has no pattern"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: '[' } } } }",
                        "1:59 commands.a.args.x.pattern is not a regular expression"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: " + "a".repeat(1025) + " } } } }",
                        "1:59 commands.a.args.x.pattern: the pattern is too long"),
                mistake(
                        "commands: { a: { exec: [/a, \"{x}\"], args: { x: { pattern: a, default: b } } } }",
                        "1:71 commands.a.args.x.default does not match the pattern (was b)"),
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
                mistake("commands: { a: { exec: [/a], require: [totp] } }", "1:30 unknown key require in commands.a"),
                mistake(
                        "commands: { a: { exec: [/a], stdin: yes } }",
                        "1:37 commands.a.stdin is not true or false (was yes)"),
                mistake(
                        "commands: { a: { exec: [/a], stdin: [true] } }",
                        "1:37 commands.a.stdin is not text (was a list)"),
                mistake("commands: { a: { shell: /a, stdin: true } }", "1:29 unknown key stdin in commands.a"),
                mistake("defaults: { stdin: true }", "1:13 unknown key stdin in defaults"),
                mistake("roles: { a: {} }", "1:13 roles.a has no allow"),
                mistake("roles: { a: { allow: x } }", "1:22 roles.a.allow is not a list"),
                mistake("roles: { a: { allow: [x] } }", "1:23 roles.a.allow names an unknown command (was x)"),
                mistake(
                        "commands: { x: { shell: /bin/sh } }\nroles: { a: { allow: [x, x] } }",
                        "2:26 roles.a.allow names x twice"),
                mistake("roles: { a: { allow: [], rate: 30/m } }", "1:32 roles.a.rate is not a rate (was 30/m"),
                mistake("roles: { a: { allow: [], require: [totp] } }", "1:26 unknown key require in roles.a"),
                mistake("roles: { a b: { allow: [] } }", "1:10 a b is not the name of a role"),
                mistake("clients: { alice: {} }", "1:19 clients.alice has no roles"),
                mistake(
                        "clients: { alice: { roles: [viewer] } }",
                        "1:29 clients.alice.roles names an unknown role (was viewer)"),
                mistake("clients: { Alice: { roles: [] } }", "1:12 Alice is not the name of a client"),
                mistake(
                        "clients: { alice: { roles: [], totp: totp/alice } }",
                        "1:32 unknown key totp in clients.alice"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("mistakes")
    void refusesEachMistakeWithItsLineAndColumn(String text, List<String> expected) throws Exception {
        List<Problem> problems = problemsOf(text);

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
                        problemsOf(
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
    @ValueSource(strings = {"require", "totp", "hours", "groups"})
    void saysThatAKeyOfALaterVersionDoesNothingYet(String key) throws Exception {
        assertThat(problemsOf("roles: { a: { allow: [], " + key + ": [] } }"))
                .singleElement()
                .extracting(Problem::hint)
                .isEqualTo(key + " is not supported by this version; remove it, and do not rely on it");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws Exception {
        assertThat(problemsOf("#".repeat(1024 * 1024 + 1)))
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
        Path file = write("{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThat(problemsIn(file))
                .containsExactly(new Problem(
                        "policy.yaml",
                        "the file can be written by others (mode " + was + ", expected no more than " + expected + ")",
                        "chmod go-w " + file));
    }

    @Test
    void refusesACharacterThatYamlDoesNotHave() throws Exception {
        assertThat(problemsOf("roles: \u0001")).singleElement().satisfies(problem -> assertThat(problem.fact())
                .startsWith("not YAML"));
    }

    @Test
    void warnsOfWhatIsValidAndStillARisk() throws Exception {
        Path open = Files.writeString(directory.resolve("open"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path policy = write(
                """
                commands:
                  cat: { exec: [/bin/cat, "{file}"], args: { file: { pattern: "[a-z./-]+" } } }
                  tail: { exec: [/usr/bin/tail, "--lines={n}"], args: { n: { pattern: "[0-9-]+" } } }
                  gone: { exec: [/absent/program] }
                  open: { exec: [%s] }
                  sh: { shell: /bin/sh }
                roles:
                  reader: { allow: [cat, tail, gone] }
                  root: { allow: [sh] }
                  nobody: { allow: [sh] }
                clients:
                  alice: { roles: [reader, root] }
                """
                        .replace("%s", open.toString()));

        assertThat(PolicyFile.load(policy).warnings())
                .extracting(warning -> warning.place() + " " + warning.fact())
                .containsExactly(
                        "policy.yaml:2:63 commands.cat.args.file admits -, which the program may take for an option",
                        "policy.yaml:2:63 commands.cat.args.file admits .., which may lead out of a directory",
                        "policy.yaml:4:18 /absent/program does not exist on this machine",
                        "policy.yaml:5:3 commands.open is allowed by no role",
                        "policy.yaml:5:18 " + open.toRealPath()
                                + " can be written by anybody (was rwxrwxrwx, expected no w for others)",
                        "policy.yaml:9:19 roles.root allows a shell: its clients may run anything as the shell's user",
                        "policy.yaml:10:3 roles.nobody is given to no client");
    }

    @Test
    void findsNothingWrongWithTheTemplate() throws Exception {
        PolicyFile template = PolicyFile.load(write(Files.readString(Path.of("keys-template/policy.yaml"))));

        assertThat(template.warnings().stream()
                        .filter(warning -> !warning.fact().endsWith("does not exist on this machine")))
                .isEmpty();
        assertThat(template.rules()).hasToString("5 commands, 1 roles, 1 clients");
    }

    private Path write(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private List<Problem> problemsOf(String text) throws IOException {
        return problemsIn(write(text));
    }

    private static List<Problem> problemsIn(Path file) {
        ConfigFailure failure = catchThrowableOfType(ConfigFailure.class, () -> PolicyFile.read(file));
        assertThat(failure).isNotNull();
        return failure.problems();
    }

    private static Verdict.Allowed allowed(Policy policy, String line) {
        return (Verdict.Allowed) decide(policy, line);
    }

    private static Verdict decide(Policy policy, String line) {
        return decide(policy, line, CommandOptions.NONE);
    }

    private static Verdict decide(Policy policy, String line, CommandOptions options) {
        return policy.decide(new IdentityName("alice"), new Invocation.Line(line), options, (client, since) -> 0, NOW);
    }

    private static Arguments mistake(String text, String... problems) {
        return Arguments.of(text, List.of(problems));
    }
}
