package dev.mailshell.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The main job: alice hands a command to her client, and the server's answer lands among her replies. */
final class Commands implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final String name;
    private final Party server;
    private final Party client;
    private final WatchService watch;
    private final Set<Path> read = new HashSet<>();
    private final AtomicLong count = new AtomicLong();
    // The file has no id yet when it is dropped, so answers are counted, not matched.
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    /** Starts both parties on the homes in {@code directory}. */
    Commands(RealMail mail, Path directory, Map<String, String> settings) throws IOException, InterruptedException {
        this(
                directory.resolve("alice"),
                "web1",
                new Party(
                        "server",
                        directory.resolve("web1"),
                        environment(mail, "web1", settings),
                        directory.resolve("server.err")),
                new Party(
                        "client",
                        directory.resolve("alice"),
                        environment(mail, "alice", settings),
                        directory.resolve("client.err")));
    }

    /**
     * Takes over both parties, which run.
     *
     * @param home the client's
     * @param name the server's
     */
    Commands(Path home, String name, Party server, Party client) throws IOException {
        this.home = home;
        this.name = name;
        this.server = server;
        this.client = client;
        Files.createDirectories(home.resolve("replies"));
        watch = home.getFileSystem().newWatchService();
        home.resolve("replies")
                .register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        Thread reader = new Thread(this::readReplies, "replies");
        reader.setDaemon(true);
        reader.start();
    }

    private static Map<String, String> environment(RealMail mail, String user, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(mail.environment(user));
        environment.putAll(settings);
        return environment;
    }

    Party server() {
        return server;
    }

    Party client() {
        return client;
    }

    /** A file, dropped into the outbox, where it has to lie still for a second. */
    CompletableFuture<Void> drop() throws IOException {
        return place(
                "@" + name + "\nuptime\n", home.resolve("outbox").resolve("bench-" + count.incrementAndGet() + ".cmd"));
    }

    /** What {@code mailshell send} does where a client runs: a whole file, put where the client takes it at once. */
    CompletableFuture<Void> send() throws IOException {
        return place(
                "{\"to\":[\"" + name + "\"],\"command\":{\"line\":\"uptime\"}}",
                home.resolve("sending").resolve(UUID.randomUUID() + "-send.json"));
    }

    private CompletableFuture<Void> place(String content, Path file) throws IOException {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        waiting.add(answer);
        Path written = Files.writeString(home.resolve("bench-" + count.incrementAndGet()), content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return answer;
    }

    private void readReplies() {
        try {
            for (WatchKey key = watch.take(); key.isValid(); key = watch.take()) {
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        readReply(home.resolve("replies").resolve(name));
                    }
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            waiting.forEach(answer -> answer.completeExceptionally(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            waiting.forEach(answer -> answer.completeExceptionally(e));
        }
    }

    private void readReply(Path file) throws IOException {
        if (!file.toString().endsWith(".json") || read.contains(file)) {
            return;
        }
        JsonNode reply;
        try {
            reply = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            // Not written to its end yet; the next event tells.
            return;
        }
        if (!reply.hasNonNull("status")) {
            return;
        }
        read.add(file);
        CompletableFuture<Void> answer = waiting.remove();
        if (reply.get("status").asText().equals("done")) {
            answer.complete(null);
        } else {
            answer.completeExceptionally(new IOException("the reply was not done: " + reply));
        }
    }

    /** Deletes the files of commands that were answered; those that are under way keep theirs. */
    void deleteAnswered() throws IOException {
        for (String folder : List.of("replies", "sent")) {
            try (Stream<Path> files = Files.list(home.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (server;
                client) {
            watch.close();
        }
    }
}
