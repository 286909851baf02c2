package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.KeyFolders;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.ProtectionFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.PBESecretKeyDecryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Reads OpenPGP keys from armored files, as {@code gpg --export --armor} and {@code gpg --export-secret-keys --armor} write them. */
final class PgpKeyFiles {

    private final KeyFolders folders;
    private final Optional<String> passphrase;

    /** @param passphrase of the private keys; empty if none is set */
    PgpKeyFiles(KeyFolders folders, Optional<String> passphrase) {
        this.folders = folders;
        this.passphrase = passphrase;
    }

    /**
     * The one certificate in {@code file}, or revocations of some.
     *
     * @throws KeyringFailure if there is anything else
     */
    KeyBlock publicKeys(Path file) throws IOException {
        try {
            KeyBlock block = KeyBlock.of(packets(file, "PUBLIC KEY BLOCK"));
            if (block.certificates().size() > 1) {
                throw new IOException("there are " + block.certificates().size() + " keys");
            }
            return block;
        } catch (ProtectionFailure | IOException | RuntimeException e) {
            throw new KeyringFailure(
                    "the file " + folders.shown(file)
                            + " is neither one OpenPGP key nor a revocation certificate, in ASCII armor",
                    "write it anew with: gpg --export --armor FINGERPRINT; of a revocation certificate, remove the colon in"
                            + " the line with BEGIN",
                    e);
        }
    }

    /**
     * The one private key in {@code file}, with its subkeys.
     *
     * @throws KeyringFailure if there is anything else, or it has a passphrase that is not set
     */
    OwnCertificate own(Path file) throws IOException {
        PGPSecretKeyRing ring = secretKeys(file);
        Map<Long, PGPKeyPair> pairs = new HashMap<>();
        for (PGPSecretKey key : ring) {
            // Of a primary key that is kept elsewhere, gpg exports the public half.
            if (!key.isPrivateKeyEmpty()) {
                pairs.put(key.getKeyID(), pair(key, file));
            }
        }
        return new OwnCertificate(new Certificate(ring.toCertificate()), pairs, folders.isPrepared(file, ".pgp.key"));
    }

    private PGPSecretKeyRing secretKeys(Path file) throws IOException {
        try {
            ByteArrayInputStream packets = packets(file, "PRIVATE KEY BLOCK");
            PGPSecretKeyRing ring = new BcPGPSecretKeyRing(packets);
            requireEnd(packets);
            return ring;
        } catch (ProtectionFailure | PGPException | IOException | RuntimeException e) {
            throw new KeyringFailure(
                    "the file " + folders.shown(file) + " is not one private OpenPGP key in ASCII armor",
                    "write it anew with: gpg --export-secret-keys --armor FINGERPRINT",
                    e);
        }
    }

    private PGPKeyPair pair(PGPSecretKey key, Path file) {
        boolean plain = key.getKeyEncryptionAlgorithm() == SymmetricKeyAlgorithmTags.NULL;
        if (!plain && passphrase.isEmpty()) {
            throw new KeyringFailure(
                    "the private key " + folders.shown(file) + " has a passphrase, and none is set",
                    "set mailshell.key-passphrase-file to a file with it (mode 0600), or MAILSHELL_KEY_PASSPHRASE");
        }
        try {
            return key.extractKeyPair(plain ? null : decryptor());
        } catch (PGPException | RuntimeException e) {
            throw new KeyringFailure(
                    "the private key " + folders.shown(file)
                            + " cannot be decrypted: the passphrase is wrong, or the file is damaged",
                    "all private keys of a home have the same passphrase; try it with gpg",
                    e);
        }
    }

    private PBESecretKeyDecryptor decryptor() throws PGPException {
        return new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                .build(passphrase.orElseThrow().toCharArray());
    }

    private static ByteArrayInputStream packets(Path file, String label) throws IOException, ProtectionFailure {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        new ArmorReader(new ByteArrayInputStream(Files.readAllBytes(file)), label).decode(packets);
        return new ByteArrayInputStream(packets.toByteArray());
    }

    private static void requireEnd(ByteArrayInputStream packets) throws IOException {
        if (packets.available() > 0) {
            throw new IOException("something follows the key");
        }
    }
}
