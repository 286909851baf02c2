package dev.mailshell.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys from files: PKCS#8 in PEM (RFC 7468), plain (section 10) or under a passphrase (section 11). */
public final class PrivateKeyReader {

    private static final Pattern PEM = Pattern.compile("\\s*-----BEGIN ((?:ENCRYPTED )?)PRIVATE KEY-----"
            + "([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----\\s*");

    private final Optional<? extends PrivateKeyDecryption> decryption;

    /** @param decryption with the passphrase that is set; empty if none is */
    public PrivateKeyReader(Optional<? extends PrivateKeyDecryption> decryption) {
        this.decryption = decryption;
    }

    /**
     * The key in {@code file}.
     *
     * @param name what a message calls the file
     * @param publicKey whose private key it must be
     * @throws KeyringFailure if it is anything else
     */
    public PrivateKey read(Path file, String name, PublicKey publicKey) throws IOException {
        try {
            Matcher pem = pem(file);
            byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
            PrivateKey key = pem.group(1).isEmpty()
                    ? decode(content, publicKey)
                    : decode(decryptionFor(name), content, file, name, publicKey);
            if (KeyFit.fits(key, publicKey)) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyringFailure(
                    "the private key " + name
                            + " cannot be read (expected PKCS#8 in PEM, of the kind of its certificate)",
                    "write it anew with: openssl pkcs8 -topk8",
                    e);
        }
        throw new KeyringFailure(
                "the private key " + name + " does not fit the certificate beside it",
                "put the .key and the .crt of one key pair side by side");
    }

    private static Matcher pem(Path file) throws IOException, InvalidKeySpecException {
        // Takes any byte for a character, so that a key in DER is refused by the pattern.
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.matches()) {
            throw new InvalidKeySpecException("not a PKCS#8 key in PEM");
        }
        return pem;
    }

    private PrivateKeyDecryption decryptionFor(String name) {
        return decryption.orElseThrow(() -> new KeyringFailure(
                "the private key " + name + " has a passphrase, and none is set",
                "set mailshell.key-passphrase-file to a file with it (mode 0600), or MAILSHELL_KEY_PASSPHRASE"));
    }

    private static PrivateKey decode(
            PrivateKeyDecryption decryption, byte[] content, Path file, String name, PublicKey publicKey) {
        try {
            return decode(decryption.decrypt(content), publicKey);
        } catch (InvalidAlgorithmParameterException e) {
            throw new KeyringFailure(
                    "the private key " + name + " is encrypted in a way that is not allowed (" + e.getMessage() + ")",
                    "encrypt it anew with: openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000",
                    e);
        } catch (GeneralSecurityException e) {
            // A wrong passphrase may also come out as something that is no key.
            throw new KeyringFailure(
                    "the private key " + name + " cannot be decrypted: the passphrase is wrong, or the file is damaged",
                    "try the passphrase with: openssl pkey -noout -in " + file,
                    e);
        }
    }

    private static PrivateKey decode(byte[] pkcs8, PublicKey publicKey) throws GeneralSecurityException {
        return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
