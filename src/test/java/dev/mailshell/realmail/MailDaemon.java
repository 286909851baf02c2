package dev.mailshell.realmail;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One daemon in the foreground, kept by a small shell. The shell ends the daemon and all that it started as soon as its own
 * standard input closes, which also happens when this JVM is killed.
 */
final class MailDaemon {

    // Sessions of their own: an interrupt from the terminal must not end the keeper before the daemon.
    private static final List<String> KEEPER = List.of(
            "setsid",
            "bash",
            "-c",
            """
            setsid "$@" </dev/null &
            daemon=$!
            cat >/dev/null
            exec 2>/dev/null
            kill -TERM "$daemon"
            for _ in $(seq 60); do
              kill -0 "$daemon" || break
              sleep 0.05
            done
            kill -KILL -- "-$daemon"
            wait "$daemon"
            """,
            "keeper");

    private final List<String> command;
    private final List<Integer> ports;
    private final Path output;
    private Optional<Process> keeper = Optional.empty();

    MailDaemon(List<String> command, List<Integer> ports, Path output) {
        this.command = List.copyOf(command);
        this.ports = List.copyOf(ports);
        this.output = output;
    }

    /** Returns once every port takes connections. */
    void start() throws IOException {
        if (keeper.isPresent()) {
            throw new IllegalStateException(command.get(0) + " is running already");
        }
        List<String> kept = new ArrayList<>(KEEPER);
        kept.addAll(command);
        keeper = Optional.of(new ProcessBuilder(kept)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start());
        try {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ports.stream().allMatch(MailDaemon::accepts));
        } catch (ConditionTimeoutException e) {
            stop();
            throw new IllegalStateException(command.get(0) + " did not open its ports " + ports + "\n" + logs(), e);
        }
    }

    /** Does nothing if it is not running. */
    void stop() {
        requestStop();
        awaitStop();
    }

    void requestStop() {
        try {
            if (keeper.isPresent()) {
                keeper.get().getOutputStream().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStop() {
        if (keeper.isEmpty()) {
            return;
        }
        Process process = keeper.get();
        keeper = Optional.empty();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(command.get(0) + " did not stop\n" + logs());
            }
            // A child of the daemon may hold the port for a moment longer, and the next start needs it.
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> ports.stream().noneMatch(MailDaemon::accepts));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.get(0) + " stopped", e);
        }
    }

    private String logs() {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> logs = Files.list(output.getParent())) {
            for (Path log : logs.sorted().toList()) {
                text.append("--- ").append(log.getFileName()).append('\n').append(Files.readString(log));
            }
        } catch (IOException e) {
            text.append("the logs cannot be read: ").append(e.getMessage());
        }
        return text.toString();
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
