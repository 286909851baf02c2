package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/** Writes one mail, chunk by chunk. Nothing of it counts before the last commit, which adds its row. */
final class MailWriter {

    /** Small enough for a heap of 64 MB, and so large that nearly every mail is one chunk and one commit. */
    static final int CHUNK = 256 * 1024;

    private final SqliteDatabase database;
    private final VaultKey wrapping;
    private final SecureRandom random;
    private final long id;
    private final byte[] key;
    private final ChunkCipher cipher;
    private int chunks;
    private long bytes;

    MailWriter(SqliteDatabase database, VaultKey wrapping, SecureRandom random, long id) {
        this.database = database;
        this.wrapping = wrapping;
        this.random = random;
        this.id = id;
        this.key = VaultKey.bytes(random, AesGcm.KEY_BYTES);
        this.cipher = new ChunkCipher(id, key);
    }

    /**
     * Reads a mail to its end, or to one byte beyond {@code atMost}, and writes it.
     *
     * @throws IOException if {@code mail} breaks off; nothing is left of it
     */
    MailboxEntry write(InputStream mail, long atMost, Commit commit) throws IOException {
        try {
            byte[] chunk = next(mail, atMost);
            // A mail may come slowly: between its chunks the database is free for others. Only the last one is short.
            while (chunk.length == CHUNK) {
                byte[] sealed = cipher.seal(chunks, false, chunk);
                database.lazily("store a piece of a mail", tx -> {
                    VaultRows.addChunk(tx, id, chunks, sealed);
                    return null;
                });
                chunks++;
                chunk = next(mail, atMost);
            }
            boolean tooLarge = bytes == atMost && mail.read() >= 0;
            return commit(new StoredMail(id, tooLarge), cipher.seal(chunks, true, chunk), commit);
        } catch (IOException | RuntimeException e) {
            forget(e);
            throw e;
        }
    }

    /** Proves where the mail is. */
    PlaceProofs proofs() {
        return new PlaceProofs(id, key);
    }

    private byte[] next(InputStream mail, long atMost) throws IOException {
        byte[] chunk = mail.readNBytes((int) Math.min(CHUNK, atMost - bytes));
        bytes += chunk.length;
        return chunk;
    }

    private MailboxEntry commit(StoredMail mail, byte[] last, Commit commit) throws IOException {
        VaultRows.Wrapped row = new VaultRows.Wrapped(mail, wrapping.id(), wrapping.wrap(mail, key, random));
        StoredMail stored = commit.commit(bytes, tx -> {
            VaultRows.addChunk(tx, id, chunks, last);
            VaultRows.add(tx, row, bytes);
            return mail;
        });
        return new MailboxEntry(stored, bytes);
    }

    private void forget(Exception reason) {
        if (chunks == 0) {
            return;
        }
        try {
            database.lazily("forget a mail that broke off", tx -> {
                VaultRows.deleteChunks(tx, id);
                return null;
            });
        } catch (LedgerFailure e) {
            reason.addSuppressed(e);
        }
    }

    /** Makes the mail count. */
    @FunctionalInterface
    interface Commit {

        /**
         * Does {@code rows} in a transaction.
         *
         * @param bytes how long the mail is
         */
        StoredMail commit(long bytes, SqliteDatabase.Work<StoredMail> rows) throws IOException;
    }
}
