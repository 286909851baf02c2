package dev.mailshell.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in files: PKCS#8 in PEM (RFC 7468 section 10). */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private PrivateKeys() {}

    static PrivateKey read(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.matches()) {
            throw new InvalidKeySpecException("not a PKCS#8 key in PEM without a passphrase");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("not base64", e);
        }
    }

    /** Proves that the two belong together, whatever the algorithm. */
    static boolean fits(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
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
