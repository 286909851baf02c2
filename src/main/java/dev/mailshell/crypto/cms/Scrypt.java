package dev.mailshell.crypto.cms;

import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt (RFC 7914) with N=16384 and r=8, so with 16 MiB of memory: openssl takes no more. It is read, never written. */
final class Scrypt implements KeyDerivation {

    private static final int COST = 16_384;
    private static final int BLOCK_SIZE = 8;
    private static final int MOST_LANES = 16;

    private final byte[] salt;
    private final int lanes;

    private Scrypt(byte[] salt, int lanes) {
        this.salt = salt;
        this.lanes = lanes;
    }

    /** What {@code encoded} says, if it is allowed. */
    static Scrypt of(ScryptParams encoded) throws InvalidAlgorithmParameterException {
        KeyDerivation.requireKeyLength(encoded.getKeyLength());
        KeyDerivation.requireWithin(encoded.getCostParameter(), COST, COST, "N of scrypt");
        KeyDerivation.requireWithin(encoded.getBlockSize(), BLOCK_SIZE, BLOCK_SIZE, "r of scrypt");
        int lanes = KeyDerivation.requireWithin(encoded.getParallelizationParameter(), 1, MOST_LANES, "p of scrypt");
        return new Scrypt(encoded.getSalt(), lanes);
    }

    @Override
    public SecretKey derive(String passphrase) {
        byte[] secret = passphrase.getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(SCrypt.generate(secret, salt, COST, BLOCK_SIZE, lanes, KEY_BYTES), "AES");
    }
}
