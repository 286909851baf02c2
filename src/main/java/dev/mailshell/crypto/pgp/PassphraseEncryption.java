package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.Content;
import dev.mailshell.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSessionKeyEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JceSessionKeyDataDecryptorFactoryBuilder;

/**
 * A file under a passphrase, as {@code gpg --decrypt} reads it: AES-256 with an integrity check, and a key that SHA-512 over 65 MB makes of
 * passphrase and salt, which is the most that gpg 2.2 reads. Nothing else is read back, so that no file chooses how much work it makes.
 */
public final class PassphraseEncryption {

    private static final int CHUNK = 1 << 16;
    private static final int MOST_ROUNDS = 0xff;

    private final String passphrase;

    /** @param passphrase under which to encrypt and decrypt */
    public PassphraseEncryption(String passphrase) {
        this.passphrase = passphrase;
    }

    /** What reads a plaintext. */
    @FunctionalInterface
    public interface Reader {

        /** Reads it to its end, which is the caller's to check. */
        void read(InputStream plaintext) throws IOException;
    }

    /**
     * Encrypts {@code content} to {@code out}, which stays open.
     *
     * @param at what the file says of when it was made
     */
    public void encrypt(Content content, Instant at, SecureRandom random, OutputStream out) throws IOException {
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(random));
        try {
            PGPDigestCalculator digest = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA512);
            generator.addMethod(new BcPBEKeyEncryptionMethodGenerator(passphrase.toCharArray(), digest, MOST_ROUNDS)
                    .setSecureRandom(random));
            try (OutputStream encrypted = generator.open(out, new byte[CHUNK]);
                    OutputStream literal = new PGPLiteralDataGenerator()
                            .open(encrypted, PGPLiteralData.BINARY, "", Date.from(at), new byte[CHUNK])) {
                content.writeTo(literal);
            }
        } catch (PGPException e) {
            throw new IOException("cannot encrypt under a passphrase", e);
        }
    }

    /**
     * Decrypts what {@link #encrypt} wrote. What {@code reader} has made of it must not count until this returns: only then is it proved that
     * nothing was changed.
     *
     * @throws ProtectionFailure if it is not such a file, the passphrase is another one, or it was changed
     * @throws IOException as {@code reader} throws, which may be a consequence of a change; or if the file cannot be read
     */
    public void decrypt(InputStream file, Reader reader) throws IOException, ProtectionFailure {
        PGPEncryptedDataList list = list(file);
        try {
            PGPSessionKey key = key(list);
            PGPSessionKeyEncryptedData data = list.extractSessionKeyEncryptedData();
            try (InputStream decrypted =
                    data.getDataStream(new JceSessionKeyDataDecryptorFactoryBuilder().build(key))) {
                InputStream plaintext = literal(decrypted);
                reader.read(plaintext);
                requireEnd(plaintext, "the plaintext");
                requireEnd(decrypted, "the plaintext");
                if (!data.verify()) {
                    throw new ProtectionFailure(Reason.INTEGRITY_FAILED, "the integrity check does not fit");
                }
            }
            requireEnd(file, "the encrypted data");
        } catch (PGPException | RuntimeException e) {
            throw wrong(e);
        }
    }

    private static InputStream literal(InputStream decrypted) throws ProtectionFailure {
        try {
            if (new BcPGPObjectFactory(decrypted).nextObject() instanceof PGPLiteralData literal) {
                return literal.getDataStream();
            }
        } catch (IOException e) {
            throw wrong(e);
        }
        throw new ProtectionFailure(Reason.PGP_MALFORMED, "the plaintext is not a literal data packet");
    }

    private static void requireEnd(InputStream stream, String of) throws IOException, ProtectionFailure {
        if (stream.read() >= 0) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "something follows " + of);
        }
    }

    private static ProtectionFailure wrong(Exception cause) {
        return new ProtectionFailure(
                Reason.INTEGRITY_FAILED, "it was changed, or the passphrase is another one", cause);
    }

    private PGPSessionKey key(PGPEncryptedDataList list) throws PGPException, ProtectionFailure {
        if (list.size() != 1 || !(list.get(0) instanceof PGPPBEEncryptedData data)) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "not encrypted under one passphrase");
        }
        PGPSessionKey key = data.getSessionKey(
                new JcePBEDataDecryptorFactoryBuilder(new JcaPGPDigestCalculatorProviderBuilder().build())
                        .build(passphrase.toCharArray()));
        // Another passphrase makes another number of it.
        if (key.getAlgorithm() != SymmetricKeyAlgorithmTags.AES_256) {
            throw new PGPException("the key is not one of AES-256");
        }
        return key;
    }

    private static PGPEncryptedDataList list(InputStream file) throws IOException, ProtectionFailure {
        byte[] head = file.readNBytes(Head.BYTES);
        Head.require(head);
        try {
            return new PGPEncryptedDataList(new SequenceInputStream(new ByteArrayInputStream(head), file));
        } catch (RuntimeException e) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "not the encrypted data of RFC 9580", e);
        }
    }

    /** The packet with the salt (RFC 9580 section 5.3.1), and of the next one its tag (RFC 9580 section 5.13). */
    private static final class Head {

        private static final int SALT = 8;
        /** Of the key that the passphrase hides, with its algorithm before it. */
        private static final int KEY = 1 + 32;

        private static final int PACKET = 4 + SALT + 1 + KEY;
        private static final int BYTES = 2 + PACKET + 1;
        private static final int SKESK_OLD = 0x80 | (3 << 2);
        private static final int SKESK_NEW = 0xc0 | 3;
        private static final int SEIPD = 0xc0 | 18;

        private Head() {}

        static void require(byte[] head) throws ProtectionFailure {
            boolean sound = head.length == BYTES
                    && ((head[0] & 0xff) == SKESK_OLD || (head[0] & 0xff) == SKESK_NEW)
                    && head[1] == PACKET
                    && head[2] == 4
                    && head[3] == SymmetricKeyAlgorithmTags.AES_256
                    && head[4] == S2K.SALTED_AND_ITERATED
                    && head[5] == HashAlgorithmTags.SHA512
                    && (head[BYTES - 1] & 0xff) == SEIPD;
            if (!sound) {
                throw new ProtectionFailure(
                        Reason.ALGORITHM_REFUSED, "it does not begin as a file under a passphrase that we write");
            }
        }
    }
}
