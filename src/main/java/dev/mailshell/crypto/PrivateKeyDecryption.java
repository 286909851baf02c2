package dev.mailshell.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;

/** Opens private keys that are encrypted under a passphrase. */
@FunctionalInterface
public interface PrivateKeyDecryption {

    /**
     * Decrypts a private key.
     *
     * @param encrypted an {@code EncryptedPrivateKeyInfo} of PKCS#8 (RFC 5958 section 3), in DER
     * @return the {@code PrivateKeyInfo} within it, in DER; whether it is one is not checked
     * @throws InvalidAlgorithmParameterException if it is encrypted in another way than is allowed; the message says how
     * @throws GeneralSecurityException if the passphrase is wrong or {@code encrypted} is damaged
     */
    byte[] decrypt(byte[] encrypted) throws GeneralSecurityException;
}
