package dev.mailshell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.PolicyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the bytes, they are a policy, or are refused with what is wrong and where. */
class PolicyFuzzTest {

    private static final String WHOLE =
            """
            defaults: { timeout: 10s, inline-output: 1KiB, max-output: 2MiB, run-as: mailshell, max-age: 2d, concurrency: 9, max-input: 3MiB }
            commands:
              echo:
                title: Say it
                exec: [/bin/echo, 5, "--text={text}", "{{text}}"]
                args: { text: { pattern: "[a-z]*", title: What to say, default: hello } }
                run-as: root
                timeout: 500ms
                stdin: true
                files: true
                max-output: 64KiB
                limits: { cpu: 10s, memory: 256MiB, processes: 32 }
                sandbox: { tool: bubblewrap, network: false, writable: [/srv] }
                environment: { LANG: C }
                approvals: { count: 1, from: [admins], expires: 1h }
              ls:
                exec: [/bin/ls, "{dir}", "{files}"]
                args:
                  dir: { path: { under: /srv, exists: directory }, optional: true }
                  files: { list: { min: 1, max: 3, of: { integer: { min: 0, max: 9 } } } }
              sh: { shell: /bin/sh, require: [totp] }
            roles:
              speaker: { includes: [base], allow: [echo], rate: 30/min, hours: 08:00-18:00, days: [mon-fri] }
              base: { allow: [help, ls], concurrency: 2, sees-all: true }
              root: { allow: [sh] }
            groups:
              admins: { members: [bob], roles: [base] }
            clients:
              alice: { roles: [speaker, root], totp: totp/alice }
              bob: { roles: [] }
            """;

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".yaml");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<byte[]> policies() {
        return Mutants.of(List.of(WHOLE.getBytes(StandardCharsets.UTF_8)));
    }

    /** A seed that is refused as it is would lead nowhere but into its first mistake. */
    @Example
    void readsTheSeed() throws IOException, ConfigFailure {
        Files.writeString(file, WHOLE);
        assertThat(PolicyFile.load(file).rules()).isNotNull();
    }

    @Property(seed = "5", shrinking = ShrinkingMode.BOUNDED)
    void readsOrRefusesEachPolicy(@ForAll("policies") byte[] policy) throws IOException {
        Files.write(file, policy);
        try {
            assertThat(PolicyFile.load(file).rules()).isNotNull();
        } catch (ConfigFailure e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.fact())
                    .isNotBlank());
        }
    }
}
