package dev.mailshell.ledger;

import java.io.IOException;
import java.io.OutputStream;

/** Decrypts mails, chunk by chunk: between two of them the database is free for others. */
final class MailReader {

    private final SqliteDatabase database;
    private final VaultKeys keys;

    MailReader(SqliteDatabase database, VaultKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** As {@link Vault#read}. */
    void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        VaultRows.Wrapped row = database.transaction("find a mail", tx -> VaultRows.key(tx, mail))
                .orElseThrow(() -> new DamagedMail("it is not in the vault"));
        ChunkCipher cipher = new ChunkCipher(mail.id(), keys.unwrap(row));
        // How many there are is not proved, but the last chunk says that it is the last.
        int chunks = database.transaction("count the pieces of a mail", tx -> VaultRows.chunks(tx, mail));
        if (chunks == 0) {
            throw new DamagedMail("its content is not in the vault");
        }
        for (int i = 0; i < chunks; i++) {
            target.write(cipher.open(i, i == chunks - 1, chunk(mail, i)));
        }
    }

    private byte[] chunk(StoredMail mail, int number) throws DamagedMail {
        return database.transaction("read a mail", tx -> VaultRows.chunk(tx, mail, number))
                .orElseThrow(() -> new DamagedMail("chunk " + number + " is not in the vault"));
    }
}
