package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The {@code policy.yaml} in {@code directory}, as a test writes it, and what is wrong with it. */
record TestPolicy(Path directory) {

    /** A policy with each key that there is. */
    static final String WHOLE =
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

    Path write(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    List<Problem> problems(String text) throws IOException {
        return problemsIn(write(text));
    }

    static List<Problem> problemsIn(Path file) {
        ConfigFailure failure = catchThrowableOfType(ConfigFailure.class, () -> PolicyFile.read(file));
        assertThat(failure).isNotNull();
        return failure.problems();
    }
}
