package dev.mailshell.hub.sender;

import dev.mailshell.model.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What signs (RFC 8301, RFC 8463); {@code rsa-sha1} is not among it. */
enum DkimAlgorithm {
    RSA_SHA256("rsa-sha256", "rsa") {
        @Override
        PublicKey key(byte[] encoded) throws GeneralSecurityException, DkimFailure {
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            int bits = key.getModulus().bitLength();
            // A large exponent makes each check slow.
            if (bits < MIN_RSA_BITS
                    || bits > MAX_RSA_BITS
                    || key.getPublicExponent().bitLength() > Integer.SIZE) {
                throw new DkimFailure(Outcome.POLICY, "the key has a size that is not accepted");
            }
            return key;
        }

        @Override
        boolean verifies(PublicKey key, byte[] signed, byte[] signature) throws GeneralSecurityException {
            return check("SHA256withRSA", key, signed, signature);
        }
    },
    ED25519_SHA256("ed25519-sha256", "ed25519") {
        @Override
        PublicKey key(byte[] encoded) throws GeneralSecurityException, DkimFailure {
            if (encoded.length != ED25519_BYTES) {
                throw new DkimFailure(Outcome.PERMERROR, "the key cannot be read");
            }
            byte[] prefix = HexFormat.of().parseHex(ED25519_PREFIX);
            byte[] complete = Arrays.copyOf(prefix, prefix.length + encoded.length);
            System.arraycopy(encoded, 0, complete, prefix.length, encoded.length);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(complete));
        }

        @Override
        boolean verifies(PublicKey key, byte[] signed, byte[] signature) throws GeneralSecurityException {
            return check("Ed25519", key, Sha256.ofContent(signed).bytes(), signature);
        }
    };

    private static final int MIN_RSA_BITS = 1024;
    private static final int MAX_RSA_BITS = 4096;
    private static final int ED25519_BYTES = 32;
    /** Of a SubjectPublicKeyInfo (RFC 8410), up to the key itself, which is all that a record holds. */
    private static final String ED25519_PREFIX = "302a300506032b6570032100";

    private final String label;
    private final String keyType;

    DkimAlgorithm(String label, String keyType) {
        this.label = label;
        this.keyType = keyType;
    }

    static Optional<DkimAlgorithm> of(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label.equals(label))
                .findFirst();
    }

    /** As a record names the type of its key. */
    String keyType() {
        return keyType;
    }

    /** The key that a record holds. */
    abstract PublicKey key(byte[] encoded) throws GeneralSecurityException, DkimFailure;

    /** Throws also where {@code signature} has a wrong length. */
    abstract boolean verifies(PublicKey key, byte[] signed, byte[] signature) throws GeneralSecurityException;

    private static boolean check(String algorithm, PublicKey key, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }

    /** As a signature names it. */
    @Override
    public String toString() {
        return label;
    }
}
