package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
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
 * @param folder where they lie
 * @param keys the certificate first
 */
record PendingOffer(Path folder, Identity client, List<KeyMaterial> keys) {

    /** All of them, by name. */
    static List<PendingOffer> all(Home home, Instant now) throws CommandFailure, IOException {
        List<PendingOffer> offers = new ArrayList<>();
        if (Files.isDirectory(home.pending())) {
            try (Stream<Path> folders = Files.list(home.pending())) {
                for (Path folder : folders.sorted().toList()) {
                    if (isWhole(folder)) {
                        offers.add(read(folder, now));
                    }
                }
            }
        }
        return offers;
    }

    /** @throws CommandFailure if there is none of {@code client} */
    static PendingOffer of(Home home, IdentityName client, Instant now) throws CommandFailure, IOException {
        // Not one of all: what another client has sent may be beyond reading.
        Path folder = home.pending().resolve(client.value());
        if (!isWhole(folder)) {
            throw new CommandFailure(
                    "there are no keys of " + client + " to accept",
                    "mailshell keys pending shows whose there are; they come once " + client
                            + " has said keys join, while the server runs");
        }
        return read(folder, now);
    }

    /** The certificate is filed last. */
    private static boolean isWhole(Path folder) {
        return Files.exists(folder.resolve(folder.getFileName() + ".crt"));
    }

    private static PendingOffer read(Path folder, Instant now) throws CommandFailure, IOException {
        IdentityName name = new IdentityName(folder.getFileName().toString());
        List<KeyMaterial> keys = new ArrayList<>();
        for (String suffix : List.of(".crt", ".pgp.asc")) {
            Path file = folder.resolve(name + suffix);
            if (Files.exists(file)) {
                keys.addAll(OfferedKeys.read(file, now).keys());
            }
        }
        MailAddress address =
                new MailAddress(Files.readString(folder.resolve("address")).strip());
        return new PendingOffer(folder, new Identity(name, address), List.copyOf(keys));
    }

    List<KnownKey> shown() {
        return keys.stream()
                .map(key -> new KnownKey(
                        client.name().value(), client.address().value(), "offered", key, key.saysRevoked()))
                .toList();
    }

    /** They are trusted, or never will be. */
    void delete() throws IOException {
        delete(folder);
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
}
