package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much of unfinished messages is kept, so that nobody can fill the disk.
 *
 * @param messages of one peer
 * @param bytesOfPeer of all parts of one peer
 * @param bytes of all parts there are
 */
public record PartBounds(int messages, long bytesOfPeer, long bytes) {

    /** Which bound one more part of so many bytes would meet; empty if none. */
    Optional<String> refuse(CommandKey key, boolean isNew, long size, List<PartialMessage> all) {
        List<PartialMessage> ofPeer = all.stream()
                .filter(message -> message.key().signer().equals(key.signer()))
                .toList();
        if (isNew && ofPeer.size() >= messages) {
            return Optional.of("too many messages of " + key.signer() + " wait for their other parts (was "
                    + ofPeer.size() + ", expected fewer than " + messages + ")");
        }
        return over("the parts of messages of " + key.signer(), ofPeer, size, bytesOfPeer)
                .or(() -> over("the parts of messages", all, size, bytes));
    }

    private static Optional<String> over(String what, List<PartialMessage> kept, long size, long limit) {
        long sum = size + kept.stream().mapToLong(PartBounds::bytes).sum();
        return sum <= limit
                ? Optional.empty()
                : Optional.of(what + " are too large together (was " + sum + " bytes, expected at most " + limit + ")");
    }

    private static long bytes(PartialMessage message) {
        return message.files().stream().mapToLong(PartBounds::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
