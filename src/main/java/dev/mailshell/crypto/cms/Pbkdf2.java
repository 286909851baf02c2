package dev.mailshell.crypto.cms;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** PBKDF2 (RFC 8018 section 5.2) with HMAC and SHA-256 or better, 600000 to 10 million rounds; we write SHA-256 and 600000. */
final class Pbkdf2 implements KeyDerivation {

    private static final int LEAST_ROUNDS = 600_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;

    /** Each allowed pseudorandom function, and what Java calls PBKDF2 with it. */
    private static final Map<ASN1ObjectIdentifier, String> FUNCTIONS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA256, "PBKDF2WithHmacSHA256",
            PKCSObjectIdentifiers.id_hmacWithSHA384, "PBKDF2WithHmacSHA384",
            PKCSObjectIdentifiers.id_hmacWithSHA512, "PBKDF2WithHmacSHA512");

    private final byte[] salt;
    private final int rounds;
    private final ASN1ObjectIdentifier function;

    private Pbkdf2(byte[] salt, int rounds, ASN1ObjectIdentifier function) {
        this.salt = salt;
        this.rounds = rounds;
        this.function = function;
    }

    /** The one that we write, with a new salt. */
    static Pbkdf2 create(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Pbkdf2(salt, LEAST_ROUNDS, PKCSObjectIdentifiers.id_hmacWithSHA256);
    }

    /** What {@code encoded} says, if it is allowed. */
    static Pbkdf2 of(PBKDF2Params encoded) throws InvalidAlgorithmParameterException {
        KeyDerivation.requireKeyLength(encoded.getKeyLength());
        ASN1ObjectIdentifier function = encoded.getPrf().getAlgorithm();
        KeyDerivation.require(FUNCTIONS.containsKey(function), "PBKDF2 is with a weaker digest than SHA-256");
        int rounds = KeyDerivation.requireWithin(
                encoded.getIterationCount(), LEAST_ROUNDS, MOST_ROUNDS, "the number of rounds of PBKDF2");
        return new Pbkdf2(encoded.getSalt(), rounds, function);
    }

    @Override
    public SecretKey derive(String passphrase) throws GeneralSecurityException {
        PBEKeySpec secret = new PBEKeySpec(passphrase.toCharArray(), salt, rounds, KEY_BYTES * Byte.SIZE);
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance(FUNCTIONS.get(function));
            return new SecretKeySpec(factory.generateSecret(secret).getEncoded(), "AES");
        } finally {
            secret.clearPassword();
        }
    }

    /** As it is written into PBES2. */
    KeyDerivationFunc encoded() {
        AlgorithmIdentifier prf = new AlgorithmIdentifier(function, DERNull.INSTANCE);
        return new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, rounds, prf));
    }
}
