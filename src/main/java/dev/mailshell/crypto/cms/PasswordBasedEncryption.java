package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.PrivateKeyDecryption;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Private keys under one passphrase: PBES2 (RFC 8018 section 6.2) with AES-256-CBC and a key from one of the {@link KeyDerivation}s.
 * Safe for use by several threads. It never prints the passphrase.
 */
public final class PasswordBasedEncryption implements PrivateKeyDecryption {

    private static final String CIPHER = "AES/CBC/PKCS5Padding";
    private static final int BLOCK_BYTES = 16;

    private final String passphrase;

    /** Keeps {@code passphrase}; it counts in UTF-8, as for openssl. */
    public PasswordBasedEncryption(String passphrase) {
        this.passphrase = passphrase;
    }

    /** The {@code EncryptedPrivateKeyInfo} of {@code pkcs8}, a {@code PrivateKeyInfo}; both in DER. */
    byte[] encrypt(byte[] pkcs8, SecureRandom random) {
        Pbkdf2 derivation = Pbkdf2.create(random);
        byte[] iv = new byte[BLOCK_BYTES];
        random.nextBytes(iv);
        try {
            byte[] content = cipher(Cipher.ENCRYPT_MODE, derivation.derive(passphrase), iv)
                    .doFinal(pkcs8);
            PBES2Parameters scheme = new PBES2Parameters(
                    derivation.encoded(),
                    new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
            AlgorithmIdentifier pbes2 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme);
            return new EncryptedPrivateKeyInfo(pbes2, content).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java platform cannot encrypt a private key", e);
        }
    }

    @Override
    public byte[] decrypt(byte[] encrypted) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(encrypted);
            AlgorithmIdentifier algorithm = info.getEncryptionAlgorithm();
            KeyDerivation.require(
                    algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2), "the scheme is not PBES2");
            PBES2Parameters scheme = PBES2Parameters.getInstance(algorithm.getParameters());
            KeyDerivation derivation = KeyDerivation.of(scheme.getKeyDerivationFunc());
            byte[] iv = iv(scheme.getEncryptionScheme());
            return cipher(Cipher.DECRYPT_MODE, derivation.derive(passphrase), iv)
                    .doFinal(info.getEncryptedData());
        } catch (RuntimeException e) {
            // Bouncy Castle throws exceptions of many kinds for a structure that it does not expect.
            throw new InvalidKeyException("not an encrypted private key of PKCS#8", e);
        }
    }

    private static byte[] iv(EncryptionScheme encryption) throws GeneralSecurityException {
        KeyDerivation.require(
                encryption.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC), "the cipher is not AES-256-CBC");
        byte[] iv = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
        if (iv.length != BLOCK_BYTES) {
            throw new InvalidKeyException("the IV has " + iv.length + " bytes (expected " + BLOCK_BYTES + ")");
        }
        return iv;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new IvParameterSpec(iv));
        return cipher;
    }
}
