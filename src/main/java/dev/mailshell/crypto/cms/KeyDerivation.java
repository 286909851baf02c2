package dev.mailshell.crypto.cms;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** How an AES-256 key comes from a passphrase: slow enough for who guesses, and bounded for us. Nothing else is allowed. */
sealed interface KeyDerivation permits Pbkdf2, Scrypt {

    int KEY_BYTES = 32;

    /** Takes up to some seconds. */
    SecretKey derive(String passphrase) throws GeneralSecurityException;

    /**
     * What {@code function} says.
     *
     * @throws InvalidAlgorithmParameterException if that is not allowed
     */
    static KeyDerivation of(KeyDerivationFunc function) throws InvalidAlgorithmParameterException {
        ASN1ObjectIdentifier algorithm = function.getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return Pbkdf2.of(PBKDF2Params.getInstance(function.getParameters()));
        }
        require(algorithm.equals(MiscObjectIdentifiers.id_scrypt), "the key derivation is neither PBKDF2 nor scrypt");
        return Scrypt.of(ScryptParams.getInstance(function.getParameters()));
    }

    /** The length is optional; the cipher gives it too. */
    static void requireKeyLength(BigInteger bytes) throws InvalidAlgorithmParameterException {
        require(bytes == null || bytes.equals(BigInteger.valueOf(KEY_BYTES)), "the derived key has not 32 bytes");
    }

    /** Checks that {@code value} is {@code least} to {@code most}; {@code name} is for the message. */
    static int requireWithin(BigInteger value, int least, int most, String name)
            throws InvalidAlgorithmParameterException {
        boolean within =
                value.compareTo(BigInteger.valueOf(least)) >= 0 && value.compareTo(BigInteger.valueOf(most)) <= 0;
        require(within, name + " was " + value + ", expected " + (least == most ? least : least + " to " + most));
        return value.intValueExact();
    }

    static void require(boolean condition, String fact) throws InvalidAlgorithmParameterException {
        if (!condition) {
            throw new InvalidAlgorithmParameterException(fact);
        }
    }
}
