package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The openssl of this machine, called from scripts in {@code directory}. */
record Openssl(Path directory) {

    /** As long as there is one: otherwise the test is skipped. */
    static Openssl in(Path directory) {
        Prerequisite.require(isThere(), "there is no openssl 3 on the PATH");
        return new Openssl(directory);
    }

    private static boolean isThere() {
        try {
            Process process = new ProcessBuilder("openssl", "version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return version.startsWith("OpenSSL 3");
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs {@code script}, which must succeed, and gives what it prints. */
    String run(String script) throws IOException, InterruptedException {
        Path log = directory.resolve("errors.log");
        Process process = new ProcessBuilder("sh", "-ec", script)
                .directory(directory.toFile())
                .redirectError(log.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        return output;
    }
}
