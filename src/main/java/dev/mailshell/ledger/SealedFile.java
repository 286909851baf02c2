package dev.mailshell.ledger;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/** A file (mode 0600) that is encrypted under a key of its own, which lies nowhere but in this object. */
public final class SealedFile {

    private static final int CHUNK = 64 * 1024;
    private static final int LARGEST = CHUNK + 64;

    private final Path path;
    private final ChunkCipher cipher;
    private final int chunks;
    private final long size;

    private SealedFile(Path path, ChunkCipher cipher, int chunks, long size) {
        this.path = path;
        this.cipher = cipher;
        this.chunks = chunks;
        this.size = size;
    }

    /**
     * Encrypts a stream to its end, chunk by chunk.
     *
     * @param path must not exist; is gone again if this fails
     */
    static SealedFile write(Path path, InputStream stream, SecureRandom random) throws IOException {
        ChunkCipher cipher = new ChunkCipher(0, VaultKey.bytes(random, AesGcm.KEY_BYTES));
        Files.createFile(path, DurableFiles.ownerOnly());
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(path, StandardOpenOption.WRITE))) {
            int chunks = 0;
            long size = 0;
            byte[] chunk;
            do {
                chunk = stream.readNBytes(CHUNK);
                byte[] sealed = cipher.seal(chunks++, chunk.length < CHUNK, chunk);
                out.writeInt(sealed.length);
                out.write(sealed);
                size += chunk.length;
            } while (chunk.length == CHUNK);
            return new SealedFile(path, cipher, chunks, size);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** How many bytes are encrypted in it. */
    long size() {
        return size;
    }

    /** Decrypts; each chunk is proved before it comes out, and after a normal return it was all of them. */
    void read(OutputStream target) throws IOException, DamagedMail {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            for (int i = 0; i < chunks; i++) {
                target.write(cipher.open(i, i == chunks - 1, chunk(in)));
            }
        } catch (EOFException e) {
            throw new DamagedMail("it is cut off", e);
        }
    }

    private static byte[] chunk(DataInputStream in) throws IOException, DamagedMail {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new DamagedMail("it has no chunk of that size");
        }
        byte[] sealed = new byte[length];
        in.readFully(sealed);
        return sealed;
    }

    /** Deletes it; nothing happens if it is gone. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
