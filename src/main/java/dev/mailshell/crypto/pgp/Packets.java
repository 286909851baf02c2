package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.Copying;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.pgp.PacketOutline.Packet;
import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * What an encrypted message or a detached signature holds: one of the forms that we know (RFC 9580 section 10.3).
 *
 * @param file where they are; it must not change meanwhile
 * @param all of them, in order
 */
record Packets(Path file, List<Packet> all) {

    /** What is the content of a message that is not encrypted. */
    private static final Set<Integer> PLAIN = Set.of(PacketTags.LITERAL_DATA, PacketTags.COMPRESSED_DATA);

    /** The packets that fill {@code file}. */
    static Packets of(Path file) throws IOException, ProtectionFailure {
        return new Packets(file, PacketOutline.of(file));
    }

    static Copying copying(long maxBytes) {
        return new Copying(
                maxBytes,
                cause -> new ProtectionFailure(
                        Reason.PGP_MALFORMED, "the content of an OpenPGP packet cannot be read to its end", cause));
    }

    boolean isEncrypted() {
        return all.stream().noneMatch(packet -> PLAIN.contains(packet.tag()));
    }

    boolean isCompressed() {
        return isOnly(PacketTags.COMPRESSED_DATA);
    }

    boolean isLiteral() {
        return isOnly(PacketTags.LITERAL_DATA);
    }

    private boolean isOnly(int tag) {
        return all.size() == 1 && all.get(0).tag() == tag;
    }

    /** What is compressed; the caller closes it, and bounds it. */
    InputStream inflate() throws IOException, ProtectionFailure {
        try {
            return at(all.get(0), PGPCompressedData.class).getDataStream();
        } catch (PGPException | RuntimeException e) {
            throw malformed("the compressed data cannot be read", e);
        }
    }

    /** The literal data that is alone, or stands between a one-pass signature and its signature; the caller closes it. */
    InputStream literal() throws IOException, ProtectionFailure {
        List<Packet> literals = ofKind(PacketTags.LITERAL_DATA);
        int marks = ofKind(PacketTags.ONE_PASS_SIGNATURE).size();
        int signatures = ofKind(PacketTags.SIGNATURE).size();
        boolean known = literals.size() == 1
                && marks == signatures
                && all.size() == 2 * marks + 1
                && all.indexOf(literals.get(0)) == marks;
        if (!known) {
            throw malformed(
                    "the OpenPGP message is of another form than literal data, or that with its signatures", null);
        }
        return at(literals.get(0), PGPLiteralData.class).getInputStream();
    }

    /**
     * The signature.
     *
     * @throws ProtectionFailure if there is not exactly one
     */
    PGPSignature onlySignature() throws IOException, ProtectionFailure {
        List<Packet> signatures = ofKind(PacketTags.SIGNATURE);
        if (signatures.size() != 1) {
            throw new ProtectionFailure(
                    Reason.SIGNER_COUNT, "there are " + signatures.size() + " signers (expected exactly 1)");
        }
        PGPSignatureList read = at(signatures.get(0), PGPSignatureList.class);
        if (read.size() != 1) {
            // The library passes over versions that it does not know.
            throw malformed("the signature is of a version that is not known here", null);
        }
        return read.get(0);
    }

    private List<Packet> ofKind(int tag) {
        return all.stream().filter(packet -> packet.tag() == tag).toList();
    }

    private <T> T at(Packet packet, Class<T> kind) throws IOException, ProtectionFailure {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(packet.start());
            T found = kind.cast(new BcPGPObjectFactory(new BufferedInputStream(in, 16 * 1024)).nextObject());
            if (found instanceof PGPSignatureList) {
                in.close();
            }
            return Objects.requireNonNull(found);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw malformed("an OpenPGP packet is not as RFC 9580 has it", e);
        }
    }

    private static ProtectionFailure malformed(String fact, Exception cause) {
        return new ProtectionFailure(Reason.PGP_MALFORMED, fact, cause);
    }
}
