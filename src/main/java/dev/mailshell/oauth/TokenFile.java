package dev.mailshell.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The file with the tokens: of mode 0600 from its first byte, whole at any time, and changed by one process after the other. */
final class TokenFile {

    private static final long LARGEST = 64 * 1024;
    /** Longer than a question may take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final Path file;
    private final Path lockFile;
    private final ObjectMapper json = StrictJson.mapper();

    TokenFile(Path file) {
        this.file = file;
        this.lockFile = file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Keeps all others from changing the file, which its holder may. */
    final class Lock implements AutoCloseable {

        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        void write(Tokens tokens) throws IOException {
            replace(tokens);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Waits until nobody changes the file.
     *
     * @throws IOException if that takes longer than a minute
     */
    Lock lock() throws IOException {
        FileChannel channel = FileChannel.open(
                lockFile,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!tryLock(channel)) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                channel.close();
                throw new IOException(lockFile + " is held by another process");
            }
        }
        return new Lock(channel);
    }

    /** To the system, a lock belongs to a process; what another thread of ours holds, the runtime says. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Empty if it is not there, or is not what we write: who has no tokens logs in. */
    Optional<Tokens> read() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return tokens(json.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Tokens> tokens(JsonNode kept) {
        Optional<String> tokenUrl = text(kept, "tokenUrl");
        Optional<String> clientId = text(kept, "clientId");
        if (tokenUrl.isEmpty() || clientId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Tokens(tokenUrl.get(), clientId.get(), text(kept, "refreshToken"), access(kept)));
    }

    private static Optional<Tokens.Access> access(JsonNode kept) {
        Optional<Instant> renewAt = instant(kept, "renewAt");
        Optional<Instant> endsAt = instant(kept, "endsAt");
        return text(kept, "accessToken")
                .filter(token -> renewAt.isPresent() && endsAt.isPresent())
                .map(token -> new Tokens.Access(token, renewAt.get(), endsAt.get()));
    }

    private static Optional<String> text(JsonNode kept, String name) {
        return Optional.ofNullable(kept.path(name).textValue());
    }

    private static Optional<Instant> instant(JsonNode kept, String name) {
        try {
            return text(kept, name).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void replace(Tokens tokens) throws IOException {
        ObjectNode kept = json.createObjectNode();
        kept.put("tokenUrl", tokens.tokenUrl());
        kept.put("clientId", tokens.clientId());
        tokens.refreshToken().ifPresent(token -> kept.put("refreshToken", token));
        tokens.access().ifPresent(access -> {
            kept.put("accessToken", access.token());
            kept.put("renewAt", access.renewAt().toString());
            kept.put("endsAt", access.endsAt().toString());
        });
        byte[] bytes = (json.writeValueAsString(kept) + "\n").getBytes(StandardCharsets.UTF_8);
        PrivateFile.publish(file, out -> out.write(bytes));
        PrivateFile.forceNames(file.toAbsolutePath().getParent());
    }
}
