package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * The gpg of this machine with key rings of its own, called from scripts in {@code directory}; closing it ends its agent.
 *
 * @param directory where the scripts run
 * @param home where gpg keeps its keys; short, since the path of its socket must be
 */
public record Gpg(Path directory, Path home) implements AutoCloseable {

    /** As long as there is one: otherwise the test is skipped. */
    public static Gpg in(Path directory) throws IOException {
        Prerequisite.require(isThere(), "there is no gpg 2 on the PATH");
        Path home = Files.createTempDirectory(
                "gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new Gpg(directory, home);
    }

    private static boolean isThere() {
        try {
            Process process = new ProcessBuilder("gpg", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return version.startsWith("gpg (GnuPG) 2");
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a key for {@code name@mail.test}; {@code algorithm} as gpg has it: {@code rsa3072} or {@code future-default}. */
    public void makeKey(String name, String algorithm) throws IOException, InterruptedException {
        boolean rsa = algorithm.startsWith("rsa");
        run("gpg --batch --quiet --passphrase '' --quick-generate-key '" + name + " <" + name + "@mail.test>' "
                + algorithm + (rsa ? " sign,cert" : " default") + " 2d");
        if (rsa) {
            run("gpg --batch --quiet --passphrase '' --quick-add-key $(gpg --batch --with-colons --list-keys " + name
                    + "@mail.test | awk -F: '/^fpr/ {print $10; exit}') " + algorithm + " encr 2d");
        }
    }

    /** Runs {@code script}, which must succeed, and gives what it prints. */
    public String run(String script) throws IOException, InterruptedException {
        // Files and not pipes: an agent that gpg starts could keep those open.
        Path output = directory.resolve("gpg.out");
        Path errors = directory.resolve("gpg.err");
        Process process = start(script, output, errors);
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(script).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(script + "\n" + Files.readString(errors))
                .isZero();
        return Files.readString(output);
    }

    private Process start(String script, Path output, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-ec", script)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("GNUPGHOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        try {
            run("gpgconf --kill all; rm -rf \"$GNUPGHOME\"");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
