package dev.mailshell.crypto;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/** Whether a private and a public key are one pair. */
final class KeyFit {

    private KeyFit() {}

    /**
     * Proves it, whatever the algorithm.
     *
     * @throws GeneralSecurityException also if they are of different algorithms
     */
    static boolean fits(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        // A signature is what both are for, but the first one of a JVM takes longer than all else that is done with
        // keys at a start.
        if (privateKey instanceof RSAPrivateCrtKey crt
                && publicKey instanceof RSAPublicKey rsa
                && privateKey.getAlgorithm().equals("RSA")) {
            return crt.getModulus().equals(rsa.getModulus())
                    && crt.getPublicExponent().equals(rsa.getPublicExponent())
                    && isConsistent(crt);
        }
        return verifiesItsSignature(privateKey, publicKey);
    }

    /** RFC 8017 section 3.2: what a signature is computed with belongs to the modulus and the public exponent. */
    private static boolean isConsistent(RSAPrivateCrtKey key) {
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        BigInteger e = key.getPublicExponent();
        return p.compareTo(ONE) > 0
                && q.compareTo(ONE) > 0
                && p.multiply(q).equals(key.getModulus())
                && isInverse(key.getPrivateExponent(), e, p.subtract(ONE))
                && isInverse(key.getPrivateExponent(), e, q.subtract(ONE))
                && isInverse(key.getPrimeExponentP(), e, p.subtract(ONE))
                && isInverse(key.getPrimeExponentQ(), e, q.subtract(ONE))
                && isInverse(key.getCrtCoefficient(), q, p);
    }

    private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
        return a.multiply(b).mod(modulus).equals(ONE);
    }

    private static boolean verifiesItsSignature(PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        String algorithm = "SHA256with" + (privateKey.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
        byte[] probe = "key pair check".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(privateKey);
        signer.update(probe);
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(probe);
        return verifier.verify(signer.sign());
    }
}
