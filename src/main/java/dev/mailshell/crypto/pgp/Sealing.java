package dev.mailshell.crypto.pgp;

import dev.mailshell.mime.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/** Signs and encrypts in one pass over the content (RFC 3156 section 6.2), uncompressed. */
final class Sealing {

    private static final int CHUNK = 1 << 16;

    private final SecureRandom random;

    Sealing(SecureRandom random) {
        this.random = random;
    }

    void seal(Content entity, PGPKeyPair signer, Instant signedAt, PGPPublicKey recipient, OutputStream target)
            throws IOException, PGPException {
        String boundary = boundary();
        ascii(target, head(boundary));
        try (OutputStream armor = new ArmorStream(target, "MESSAGE");
                OutputStream encrypted = encrypting(recipient).open(armor, new byte[CHUNK])) {
            sign(entity, signer, signedAt, encrypted);
        }
        ascii(target, "\r\n--" + boundary + "--\r\n");
    }

    /** No line of ASCII armor begins like it. */
    private String boundary() {
        byte[] unique = new byte[16];
        random.nextBytes(unique);
        return "=_" + HexFormat.of().formatHex(unique);
    }

    private static String head(String boundary) {
        return "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n"
                + " boundary=\"" + boundary + "\"\r\n\r\n"
                + "--" + boundary + "\r\n"
                + "Content-Type: application/pgp-encrypted\r\n\r\n"
                + "Version: 1\r\n\r\n"
                + "--" + boundary + "\r\n"
                + "Content-Type: application/octet-stream; name=encrypted.asc\r\n"
                + "Content-Disposition: inline; filename=encrypted.asc\r\n\r\n";
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private PGPEncryptedDataGenerator encrypting(PGPPublicKey recipient) {
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(random));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(recipient).setSecureRandom(random));
        return generator;
    }

    private void sign(Content entity, PGPKeyPair signer, Instant signedAt, OutputStream out)
            throws IOException, PGPException {
        PGPSignatureGenerator generator = signing(signer, signedAt);
        generator.generateOnePassVersion(false).encode(out);
        try (OutputStream literal = new PGPLiteralDataGenerator()
                .open(out, PGPLiteralData.BINARY, "", Date.from(signedAt), new byte[CHUNK])) {
            entity.writeTo(new SignatureStream(literal, generator::update));
        }
        generator.generate().encode(out);
    }

    private PGPSignatureGenerator signing(PGPKeyPair signer, Instant signedAt) throws PGPException {
        PGPPublicKey key = signer.getPublicKey();
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new JcaPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA512).setSecureRandom(random),
                key);
        generator.init(PGPSignature.BINARY_DOCUMENT, signer.getPrivateKey());
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(true, Date.from(signedAt));
        said.setIssuerFingerprint(false, key);
        generator.setHashedSubpackets(said.generate());
        return generator;
    }
}
