package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
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
        read(mail, key(mail), target);
    }

    /** As {@link MailStore#read}: from a mailbox of a mail store. */
    void read(MailAddress mailbox, StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        byte[] proof = database.transaction("find a mail", tx -> DeliveryRows.proof(tx, mailbox, mail))
                .orElseThrow(() -> new DamagedMail("it is not in the mailbox"));
        readIn(new Place.Mailbox(mailbox), proof, mail, target);
    }

    /** As {@link MailStore#read}: from the queue. The envelope is proved that {@code mail} has, whatever the row has meanwhile. */
    void read(QueuedMail mail, OutputStream target) throws IOException, DamagedMail {
        byte[] proof = database.transaction("find a mail", tx -> QueueRows.proof(tx, mail))
                .orElseThrow(() -> new DamagedMail("it is not in the queue"));
        readIn(mail.place(), proof, mail.mail(), target);
    }

    private void readIn(Place place, byte[] proof, StoredMail mail, OutputStream target)
            throws IOException, DamagedMail {
        byte[] key = key(mail);
        new PlaceProofs(mail.id(), key).check(place, proof);
        read(mail, key, target);
    }

    private byte[] key(StoredMail mail) throws DamagedMail {
        return keys.unwrap(database.transaction("find a mail", tx -> VaultRows.key(tx, mail))
                .orElseThrow(() -> new DamagedMail("it is not in the vault")));
    }

    private void read(StoredMail mail, byte[] key, OutputStream target) throws IOException, DamagedMail {
        ChunkCipher cipher = new ChunkCipher(mail.id(), key);
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
