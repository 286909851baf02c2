package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is valid, and still likely a mistake or a risk. */
class PolicyFileWarningsTest {

    private static final String REST = "roles: { r: { allow: [a] } }\nclients: { alice: { roles: [r] } }\n";

    @TempDir
    private Path directory;

    private TestPolicy yaml;

    @BeforeEach
    void makePolicy() {
        yaml = new TestPolicy(directory);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        one-of: [ok, -x]                      | admits -x, which the program may take for an option
        one-of: [ok, ../x]                    | admits ../x, which may lead out of a directory
        integer: { min: -3, max: 3 }          | admits -3, which the program may take for an option
        list: { of: { pattern: '[a-z-]+' } }  | admits -, which the program may take for an option
        path: { under: / }                    | admits every path of this machine
        path: { under: /absent/directory }    | is under what is no directory on this machine (was /absent/directory)
        """)
    void warnsOfValuesThatMayBeMoreThanTheySeem(String type, String warning) throws Exception {
        String policy = "commands: { a: { exec: [/bin/true, \"{x}\"], args: { x: { " + type + " } } } }\n" + REST;

        assertThat(facts(policy)).containsExactly("commands.a.args.x " + warning);
    }

    /** Half a surrogate pair is in no file name, and a device has no end. */
    @Test
    void looksAtNothingThatIsNoFile() throws Exception {
        String digest = ", sha256: '" + "0".repeat(64) + "' } }\n";

        assertThat(facts("commands: { a: { exec: [\"/bin/\\ud83d\"], directory: \"/\\ud83d\"" + digest + REST))
                .containsExactly(
                        "/bin/\ud83d cannot be looked at",
                        "commands.a.directory is no directory on this machine (was /\ud83d)");
        assertThat(facts("commands: { a: { exec: [/dev/zero]" + digest + REST))
                .containsExactly("/dev/zero does not exist on this machine");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        one-of: [ok, a-x, a.b]
        integer: { min: 0, max: 3 }
        path: { under: /usr, exists: file }
        """)
    void doesNotWarnOfOtherValues(String type) throws Exception {
        assertThat(facts("commands: { a: { exec: [/bin/true, \"{x}\"], args: { x: { " + type + " } } } }\n" + REST))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        run-as: no-such-user-here     | commands.a.run-as names a user that does not exist on this machine (was no-such-user-here)
        directory: /absent            | commands.a.directory is no directory on this machine (was /absent)
        'environment: { PATH: /x }'   | commands.a.environment sets PATH, by which programs find what they load or run
        'environment: { PYTHONPATH: /x }' | commands.a.environment sets PYTHONPATH, by which programs find what they load or run
        'require: [totp]'             | clients.alice has no totp, but a one-time code is required for what it may run
        """)
    void warnsOfWhatTheMachineOrAnEntryDoesNotHave(String key, String warning) throws Exception {
        assertThat(facts("commands: { a: { exec: [/bin/true], " + key + " } }\n" + REST))
                .containsExactly(warning);
    }

    @Test
    void warnsOfAProgramWhoseFolderOthersCanWrite() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Path inner = Files.createDirectory(open.resolve("inner"));
        Path program = Files.writeString(inner.resolve("program"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xrwx"));

        assertThat(facts("commands: { a: { exec: [" + program + "] } }\n" + REST))
                .containsExactly(open.toRealPath() + " can be written by anybody (mode 0757)");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(facts("commands: { a: { exec: [" + program + "] } }\n" + REST))
                .isEmpty();
    }

    @Test
    void warnsOfADigestThatIsNotThatOfTheProgram() throws Exception {
        Path program = Files.writeString(directory.resolve("program"), "abc");
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(facts("commands: { a: { exec: [" + program + "], sha256: \"" + abc + "\" } }\n" + REST))
                .isEmpty();
        assertThat(facts("commands: { a: { exec: [" + program + "], sha256: \"" + "0".repeat(64) + "\" } }\n" + REST))
                .containsExactly("commands.a: the sha256 is not that of " + program + " (was " + abc + ")");
    }

    @Test
    void warnsOfASecretThatIsNotThere() throws Exception {
        String policy = "clients: { alice: { roles: [], totp: totp/alice } }";

        assertThat(facts(policy)).containsExactly("clients.alice.totp names a file that is not there (was totp/alice)");
        Files.createDirectory(directory.resolve("totp"));
        Files.writeString(directory.resolve("totp/alice"), "");
        assertThat(facts(policy)).isEmpty();
    }

    @Test
    void warnsOfOneSecretForTwoClients() throws Exception {
        Files.createDirectory(directory.resolve("totp"));
        Files.writeString(directory.resolve("totp/alice"), "");

        assertThat(facts("clients: { alice: { roles: [], totp: totp/alice }, bob: { roles: [], totp: totp/alice } }"))
                .containsExactly(
                        "clients.bob.totp is the secret of alice too: a code that one has used is right once more"
                                + " for the other");
    }

    @Test
    void warnsOfWhatAClientCanNeverHaveApproved() throws Exception {
        String policy = "commands: { a: { exec: [/bin/true], approvals: { from: [alice] } } }\n" + REST;

        assertThat(facts(policy))
                .containsExactly("commands.a can never be approved for alice, since nobody approves for oneself");
        assertThat(facts(
                        policy.replace("[r] } }", "[r] }, bob: { roles: [] } }").replace("[alice]", "[alice, bob]")))
                .isEmpty();
    }

    @Test
    void saysWhatAShellRunsAsAndWhoHasARoleThroughOthers() throws Exception {
        assertThat(
                        facts(
                                """
                        commands: { sh: { shell: /bin/sh } }
                        roles:
                          inner: { allow: [sh], run-as: root }
                          outer: { includes: [inner] }
                          idle: { allow: [] }
                        groups: { g: { members: [alice], roles: [outer] }, none: { members: [], roles: [idle] } }
                        clients: { alice: { roles: [] } }
                        """))
                .containsExactly(
                        "roles.inner allows a shell: its clients may run anything as root",
                        "roles.idle is given to no client");
    }

    @Test
    void warnsOfWhatASandboxCannotHaveWritable() throws Exception {
        String writable = "[" + directory + ", /no-such-directory, /, //, /proc/self, /process]";

        assertThat(facts("defaults: { sandbox: { tool: bubblewrap, writable: " + writable + " } }"))
                .filteredOn(fact -> fact.contains("writable"))
                .containsExactly(
                        "an element of defaults.sandbox.writable is no directory on this machine (was /no-such-directory)",
                        "an element of defaults.sandbox.writable opens the sandbox (was /)",
                        "an element of defaults.sandbox.writable opens the sandbox (was //)",
                        "an element of defaults.sandbox.writable opens the sandbox (was /proc/self)",
                        "an element of defaults.sandbox.writable is no directory on this machine (was /process)");
    }

    @Test
    void looksForToolsWhereTheSystemHasThem() {
        PolicyFileMachine machine = new PolicyFileMachine(directory);

        assertThat(machine.hasProgram("sh")).isTrue();
        assertThat(machine.hasProgram("no-such-tool-here")).isFalse();
        assertThat(machine.hasUser("root")).isTrue();
    }

    private List<String> facts(String policy) throws Exception {
        return PolicyFile.load(yaml.write(policy)).warnings().stream()
                .map(ConfigFailure.Problem::fact)
                .toList();
    }
}
