package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that an invited client has sent, not accepted yet.
 *
 * @param keys the certificate first
 */
record PendingOffer(Identity client, List<KeyMaterial> keys) {

    /** Whose there are, by name. */
    static List<IdentityName> clients(Home home) throws IOException {
        if (!Files.isDirectory(home.pending())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.pending())) {
            return folders.filter(PendingOffer::isWhole)
                    .map(folder -> folder.getFileName().toString())
                    .filter(IdentityName::fits)
                    .sorted()
                    .map(IdentityName::new)
                    .toList();
        }
    }

    /** @throws CommandFailure if there is none of {@code client}, or it cannot be read */
    static PendingOffer of(Home home, IdentityName client, Instant now) throws CommandFailure {
        Path folder = folder(home, client);
        try {
            return read(folder, client, now);
        } catch (CommandFailure | IOException | InvalidMessage e) {
            throw new CommandFailure(
                    "what " + client + " has sent cannot be read: " + Faults.describe(e),
                    "mailshell keys accept " + client + " --reject deletes it; then invite " + client + " again",
                    e);
        }
    }

    /**
     * Deletes what {@code client} has sent, whatever that is: it is trusted, or never will be.
     *
     * @throws CommandFailure if there is nothing
     */
    static void delete(Home home, IdentityName client) throws CommandFailure, IOException {
        delete(folder(home, client));
    }

    /** What {@code client} has sent counts no more, whatever it is; nothing happens if there is nothing. */
    static void discard(Home home, IdentityName client) throws IOException {
        Path folder = home.pending().resolve(client.value());
        if (Files.exists(folder)) {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Path folder(Home home, IdentityName client) throws CommandFailure {
        Path folder = home.pending().resolve(client.value());
        if (!isWhole(folder)) {
            throw new CommandFailure(
                    "there are no keys of " + client + " to accept",
                    "mailshell keys pending shows whose there are; they come once " + client
                            + " has said keys join, while the server runs");
        }
        return folder;
    }

    /** The certificate is filed last. */
    private static boolean isWhole(Path folder) {
        return Files.exists(folder.resolve(folder.getFileName() + ".crt"));
    }

    private static PendingOffer read(Path folder, IdentityName name, Instant now) throws CommandFailure, IOException {
        List<KeyMaterial> keys = new ArrayList<>();
        for (String suffix : List.of(".crt", ".pgp.asc")) {
            Path file = folder.resolve(name + suffix);
            if (Files.exists(file)) {
                keys.addAll(OfferedKeys.read(file, now).keys());
            }
        }
        MailAddress address =
                new MailAddress(Files.readString(folder.resolve("address")).strip());
        return new PendingOffer(new Identity(name, address), List.copyOf(keys));
    }

    List<KnownKey> shown() {
        return keys.stream()
                .map(key -> new KnownKey(
                        client.name().value(), client.address().value(), "offered", key, key.saysRevoked()))
                .toList();
    }
}
