package dev.mailshell.crypto.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/** An OpenPGP message put together so that each piece of it can be wrong on its own. */
final class PgpRecipe {

    int digest = HashAlgorithmTags.SHA512;
    int signatureType = PGPSignature.BINARY_DOCUMENT;
    int cipher = SymmetricKeyAlgorithmTags.AES_256;
    boolean integrity = true;
    boolean ocb;
    boolean hidden;
    boolean passphrase;
    Instant signedAt = PgpVectorKeys.NOW;
    long signatureSeconds;
    boolean criticalNotation;
    private final List<PGPKeyPair> signers = new ArrayList<>();

    PgpRecipe by(PGPKeyPair signer) {
        signers.add(signer);
        return this;
    }

    /** Literal data with as many one-pass signatures as there are signers. */
    byte[] sign(byte[] content) throws PGPException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<PGPSignatureGenerator> generators = new ArrayList<>();
        for (PGPKeyPair signer : signers) {
            generators.add(generator(signer));
        }
        for (int i = 0; i < generators.size(); i++) {
            generators.get(i).generateOnePassVersion(i < generators.size() - 1).encode(out);
        }
        out.write(literal(content));
        for (int i = generators.size() - 1; i >= 0; i--) {
            generators.get(i).update(content);
            generators.get(i).generate().encode(out);
        }
        return out.toByteArray();
    }

    /** The signatures alone. */
    byte[] detached(byte[] content) throws PGPException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (PGPKeyPair signer : signers) {
            PGPSignatureGenerator generator = generator(signer);
            generator.update(content);
            generator.generate().encode(out);
        }
        return out.toByteArray();
    }

    private PGPSignatureGenerator generator(PGPKeyPair signer) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(signer.getPublicKey().getAlgorithm(), digest), signer.getPublicKey());
        generator.init(signatureType, signer.getPrivateKey());
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(true, Date.from(signedAt));
        said.setIssuerFingerprint(false, signer.getPublicKey());
        if (signatureSeconds > 0) {
            said.setSignatureExpirationTime(true, signatureSeconds);
        }
        if (criticalNotation) {
            said.addNotationData(true, true, "only-on@mail.test", "Sundays");
        }
        generator.setHashedSubpackets(said.generate());
        return generator;
    }

    static byte[] literal(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream literal = new PGPLiteralDataGenerator()
                .open(out, PGPLiteralData.BINARY, "", content.length, Date.from(PgpVectorKeys.NOW))) {
            literal.write(content);
        }
        return out.toByteArray();
    }

    static byte[] compress(byte[] packets) throws IOException, PGPException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZLIB).open(out)) {
            compressed.write(packets);
        }
        return out.toByteArray();
    }

    byte[] encrypt(byte[] packets, PGPPublicKey... recipients) throws IOException, PGPException {
        BcPGPDataEncryptorBuilder builder = new BcPGPDataEncryptorBuilder(cipher).setSecureRandom(new SecureRandom());
        builder.setWithIntegrityPacket(integrity);
        if (ocb) {
            builder.setWithAEAD(AEADAlgorithmTags.OCB, 6);
            builder.setUseV5AEAD();
        }
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(builder);
        for (PGPPublicKey recipient : recipients) {
            PublicKeyKeyEncryptionMethodGenerator method = new BcPublicKeyKeyEncryptionMethodGenerator(recipient);
            generator.addMethod(hidden ? method.setUseWildcardRecipient(true) : method);
        }
        if (passphrase) {
            generator.addMethod(new BcPBEKeyEncryptionMethodGenerator("known to all".toCharArray()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encrypted = generator.open(out, packets.length)) {
            encrypted.write(packets);
        }
        return out.toByteArray();
    }

    static byte[] armor(String label, byte[] packets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmorStream armor = new ArmorStream(out, label)) {
            armor.write(packets);
        }
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
