package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file of the keys that encrypt the keys of mails: mode 0600, one key a line, the newest last. It lies outside of the database and
 * of its folder, so that a copy of these tells nothing.
 */
final class VaultKeys {

    private final VaultFiles files;
    private final List<VaultKey> keys;

    private VaultKeys(VaultFiles files, List<VaultKey> keys) {
        this.files = files;
        this.keys = keys;
    }

    /**
     * Reads the file; there are no keys if it is not there.
     *
     * @throws LedgerFailure if others can read it, or it holds something else
     */
    static VaultKeys read(VaultFiles files) {
        Path file = files.keys();
        try {
            if (Files.notExists(file)) {
                return new VaultKeys(files, List.of());
            }
            DurableFiles.requirePrivate(file);
            return new VaultKeys(files, parse(file, Files.readAllLines(file, StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new LedgerFailure("cannot read the keys of the vault (was: " + e.getMessage() + ")", e);
        }
    }

    private static List<VaultKey> parse(Path file, List<String> lines) {
        List<VaultKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int number = i + 1;
                keys.add(VaultKey.parse(line)
                        .orElseThrow(() -> new LedgerFailure(
                                SqliteDatabase.nameOf(file) + ":" + number + " is not a key of the vault",
                                "put the file back from a backup")));
            }
        }
        return keys;
    }

    Optional<VaultKey> newest() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
    }

    Optional<VaultKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Decrypts the key of a mail. */
    byte[] unwrap(VaultRows.Wrapped row) throws DamagedMail {
        return find(row.keyId())
                .orElseThrow(
                        () -> new DamagedMail("it is encrypted under the key " + row.keyId() + ", which is not there"))
                .unwrap(row.mail(), row.key());
    }

    /** These and a new one, on disk. */
    VaultKeys withNew(SecureRandom random) {
        List<VaultKey> more = new ArrayList<>(keys);
        more.add(VaultKey.create(random));
        return new VaultKeys(files, more).write();
    }

    /** The newest alone, on disk. */
    VaultKeys onlyNewest() {
        return new VaultKeys(files, newest().stream().toList()).write();
    }

    /** Who sees the file sees all of it: the old one or the new one. */
    private VaultKeys write() {
        StringBuilder text = new StringBuilder("# The keys of ")
                .append(SqliteDatabase.nameOf(files.database()))
                .append(", the newest last. Without this file no mail in it can be read.\n");
        keys.forEach(key -> text.append(key.line()).append('\n'));
        Path file = files.keys();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            try (FileChannel out = FileChannel.open(
                    part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DurableFiles.ownerOnly())) {
                ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            DurableFiles.rename(part, file);
            return this;
        } catch (IOException e) {
            throw new LedgerFailure("cannot write the keys of the vault (was: " + e + ")", e);
        }
    }
}
