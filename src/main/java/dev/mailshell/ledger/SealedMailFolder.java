package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The files of the outbox. A file counts only once a transaction has committed its name; one without a row is left from a
 * call that did not end, and goes when the ledger opens.
 */
final class SealedMailFolder {

    private final Path directory;

    private SealedMailFolder(Path directory) {
        this.directory = directory;
    }

    static SealedMailFolder open(Path directory) {
        try {
            DurableFiles.directory(directory);
        } catch (IOException e) {
            throw new LedgerFailure("cannot use the outbox (was: " + e.getMessage() + ")", e);
        }
        return new SealedMailFolder(directory);
    }

    /** Takes a file over and forces it to disk, with its new name. */
    String adopt(Path message) {
        try {
            // Random, so new: a call that is refused later must not have replaced a file that counts.
            Path file = directory.resolve("mail-" + UUID.randomUUID() + ".eml");
            try {
                move(message, file);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
            return file.getFileName().toString();
        } catch (IOException e) {
            throw new LedgerFailure("cannot take the sealed mail into the outbox (was: " + e + ")", e);
        }
    }

    /** Takes all of them over; if that fails, none is left, neither here nor where it came from. */
    List<SealedMail> adopt(List<SealedMail> mails) {
        List<SealedMail> adopted = new ArrayList<>();
        try {
            for (SealedMail mail : mails) {
                adopted.add(new SealedMail(mail.recipient(), file(adopt(mail.message()))));
            }
            return adopted;
        } catch (RuntimeException e) {
            deleteAfter(e, adopted);
            deleteAfter(e, mails);
            throw e;
        }
    }

    /** Deletes files that no row came to name. */
    void deleteAfter(RuntimeException failure, List<SealedMail> mails) {
        for (SealedMail mail : mails) {
            try {
                Files.deleteIfExists(mail.message());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** The file of that name. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Deletes a mail that no row came to name. */
    void delete(SealedMail mail) {
        delete(mail.message().getFileName().toString());
    }

    /** Deletes a file that no row names any more. */
    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new LedgerFailure("cannot delete a sealed mail from the outbox (was: " + e + ")", e);
        }
    }

    /** Deletes what no row names. */
    void deleteAllBut(Set<String> names) {
        try {
            for (Path file : DurableFiles.list(directory)) {
                String name = file.getFileName().toString();
                if (!names.contains(name)) {
                    delete(name);
                }
            }
        } catch (IOException e) {
            throw new LedgerFailure("cannot tidy up the outbox (was: " + e + ")", e);
        }
    }

    private static void move(Path message, Path file) throws IOException {
        DurableFiles.force(message);
        try {
            DurableFiles.rename(message, file);
        } catch (AtomicMoveNotSupportedException e) {
            copy(message, file);
        }
    }

    /** For a message that was written on another file system. */
    private static void copy(Path message, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        DurableFiles.file(part);
        try (var out = Files.newOutputStream(part)) {
            Files.copy(message, out);
        }
        DurableFiles.force(part);
        DurableFiles.rename(part, file);
        Files.delete(message);
    }
}
