package dev.mailshell.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link MortalParty}, seen from outside. */
final class Mortal implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path moments;
    private final Path output;

    private Mortal(Process process, Path moments, Path output) {
        this.process = process;
        this.moments = moments;
        this.output = output;
    }

    /** Starts one that dies at {@code moment}; at none if that is empty. */
    static Mortal start(Victim victim, Path homes, Map<String, String> environment, String moment) throws IOException {
        Path moments = Files.createTempFile(homes, "moments", ".txt");
        Path output = Files.createTempFile(homes, victim.role(), ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                MortalParty.OPTION,
                "-Djava.io.tmpdir=" + homes,
                "-cp",
                System.getProperty("java.class.path"),
                MortalParty.class.getName()));
        command.addAll(List.of(victim.role(), homes.resolve(victim.party()).toString(), moments.toString(), moment));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILSHELL_"));
        builder.environment().putAll(environment);
        return new Mortal(builder.start(), moments, output);
    }

    /** Returns once it has died at its moment; one that it does not come to is a failure. */
    void awaitDeath() throws IOException, InterruptedException {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended && process.exitValue() == KILLED)
                .as("it died at its moment; it came to %s and said%n%s", moments(), Files.readString(output))
                .isTrue();
    }

    /** The moments that it has come to, in the order in which it did. */
    List<String> moments() throws IOException {
        return Files.readAllLines(moments);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
