package dev.mailshell.audit;

import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.SealedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key pair that signs the checkpoints of one server, and nothing else: Ed25519 (RFC 8032), in two files of its own.
 *
 * @param privateKey what signs
 * @param publicKey what anybody checks by
 */
public record AuditKey(PrivateKey privateKey, PublicKey publicKey) {

    /** What the Java platform and Camel call it. */
    public static final String ALGORITHM = "Ed25519";

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /**
     * Reads the key pair, and makes it if there is no private key; both files then have mode 0600.
     *
     * @throws IOException if one of them cannot be read or written, or holds something else
     */
    public static AuditKey open(Path privateFile, Path publicFile, SecureRandom random) throws IOException {
        try {
            if (Files.notExists(privateFile)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
                generator.initialize(255, random);
                KeyPair pair = generator.generateKeyPair();
                // The public half first: where there is a private one, there is also this.
                write(publicFile, "PUBLIC KEY", pair.getPublic().getEncoded());
                write(privateFile, "PRIVATE KEY", pair.getPrivate().getEncoded());
                PrivateFile.forceNames(privateFile.toAbsolutePath().getParent());
            }
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            return new AuditKey(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(read(privateFile, "PRIVATE KEY"))),
                    publicKey(read(publicFile, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IOException("the audit key in " + privateFile + " cannot be used", e);
        }
    }

    /**
     * The public key in {@code file}, as checkpoints name it.
     *
     * @throws IOException if there is none
     */
    public static String readPublic(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(read(file, "PUBLIC KEY"));
    }

    /** The public key, as checkpoints name it. */
    public String name() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** Whether the signature of {@code sealed} is one of the key that it names; whose that is, is for the caller to know. */
    public static boolean fits(SealedCheckpoint sealed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey(Base64.getDecoder().decode(sealed.key())));
            signature.update(sealed.checkpoint().signedBytes());
            return signature.verify(Base64.getDecoder().decode(sealed.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static byte[] read(Path file, String label) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.matches() || !pem.group(1).equals(label)) {
            throw new IOException(file + " holds no " + label + " in PEM");
        }
        return Base64.getMimeDecoder().decode(pem.group(2));
    }

    private static void write(Path file, String label, byte[] key) throws IOException {
        String pem = "-----BEGIN " + label + "-----\n" + LINES.encodeToString(key) + "\n-----END " + label + "-----\n";
        PrivateFile.publish(file, out -> out.write(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
