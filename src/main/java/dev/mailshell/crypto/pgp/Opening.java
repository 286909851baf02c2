package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.SealedPart;
import dev.mailshell.crypto.WorkFiles;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.util.io.TeeOutputStream;

/** One mail on its way from ciphertext, or from signed text where that is accepted, to a proved entity (RFC 3156 sections 4 to 6). */
final class Opening {

    private static final byte[] NOTHING = {};

    private final PgpKeyring keyring;
    private final Instant now;
    private final long maxBytes;
    private final WorkFiles files;
    private final boolean signedOnly;

    Opening(PgpKeyring keyring, Instant now, long maxBytes, WorkFiles files, boolean signedOnly) {
        this.keyring = keyring;
        this.now = now;
        this.maxBytes = maxBytes;
        this.files = files;
        this.signedOnly = signedOnly;
    }

    OpenedMessage open(Path mail) throws IOException, ProtectionFailure {
        if (Files.size(mail) > maxBytes) {
            throw new ProtectionFailure(
                    Reason.MAIL_TOO_LARGE,
                    "the mail is too large (was " + Files.size(mail) + " bytes, expected at most " + maxBytes + ")");
        }
        MimeEntity whole = MimeEntity.read(mail);
        Optional<OpenedMessage> signed = signedOnly ? openSigned(whole) : Optional.empty();
        return signed.isPresent() ? signed.get() : openEncrypted(armored(Enclosure.of(whole), "MESSAGE"));
    }

    private OpenedMessage openEncrypted(Path message) throws IOException, ProtectionFailure {
        Packets packets = inflate(Packets.of(decrypt(message)));
        return packets.isLiteral() ? verifyNested(copy(packets.literal())) : verifyCombined(packets, true);
    }

    /** Empty if the mail has none of the three forms, as it came: nothing here is repaired. */
    private Optional<OpenedMessage> openSigned(MimeEntity whole) throws IOException, ProtectionFailure {
        if (SealedPart.isPgpSigned(whole.mediaType())) {
            return Optional.of(verifyDetached(whole.parts(), false));
        }
        if (!whole.mediaType().is("text/plain")) {
            return Optional.empty();
        }
        Optional<ClearSigned> clear = ClearSigned.in(whole);
        return clear.isPresent() ? Optional.of(verifyClear(clear.get())) : openArmored(whole);
    }

    private Optional<OpenedMessage> openArmored(MimeEntity whole) throws IOException, ProtectionFailure {
        Packets packets = Packets.of(armored(whole, "MESSAGE"));
        if (packets.isEncrypted()) {
            return Optional.empty();
        }
        Packets inflated = inflate(packets);
        return inflated.isLiteral() ? Optional.empty() : Optional.of(verifyCombined(inflated, false));
    }

    private OpenedMessage verifyClear(ClearSigned clear) throws IOException, ProtectionFailure {
        WorkFile signature = files.take();
        try (OutputStream out = signature.write()) {
            new ArmorReader(clear.signature(), "SIGNATURE").decode(out);
        }
        byte[] head = BareText.head(clear.signed());
        return keep(Packets.of(signature.path()).onlySignature(), clear.signed(), head, false);
    }

    private Path armored(MimeEntity part, String label) throws IOException, ProtectionFailure {
        WorkFile decoded = files.take();
        try (InputStream in = part.content();
                OutputStream out = decoded.write()) {
            if (!new ArmorReader(in, label).decode(out)) {
                throw Enclosure.notEncrypted();
            }
        }
        return decoded.path();
    }

    private Path decrypt(Path message) throws IOException, ProtectionFailure {
        List<PGPKeyPair> keys = keyring.own().stream()
                .flatMap(own -> own.decryptionKeys().stream())
                .toList();
        WorkFile plaintext = files.take();
        try (OutputStream out = plaintext.write()) {
            new Decryption(keys, maxBytes).decrypt(message, out);
        }
        return plaintext.path();
    }

    /** Once: what is compressed again is of no form that we know. */
    private Packets inflate(Packets packets) throws IOException, ProtectionFailure {
        return packets.isCompressed() ? Packets.of(copy(packets.inflate())) : packets;
    }

    private Path copy(InputStream content) throws IOException, ProtectionFailure {
        WorkFile copy = files.take();
        try (content;
                OutputStream out = copy.write()) {
            Packets.copying(maxBytes).copy(content, out);
        }
        return copy.path();
    }

    private OpenedMessage verifyCombined(Packets packets, boolean encrypted) throws IOException, ProtectionFailure {
        byte[] head;
        try (InputStream text = packets.literal()) {
            head = BareText.head(text);
        }
        try (InputStream signed = packets.literal()) {
            return keep(packets.onlySignature(), signed, head, encrypted);
        }
    }

    private OpenedMessage verifyNested(Path plaintext) throws IOException, ProtectionFailure {
        if (!isMultipartSigned(plaintext)) {
            throw new ProtectionFailure(Reason.NOT_SIGNED, "what is encrypted is not signed");
        }
        return verifyDetached(MimeEntity.read(plaintext).parts(), true);
    }

    private OpenedMessage verifyDetached(List<MimeEntity> parts, boolean encrypted)
            throws IOException, ProtectionFailure {
        if (parts.size() != 2 || !parts.get(1).mediaType().is("application/pgp-signature")) {
            throw new ProtectionFailure(
                    Reason.MAIL_MALFORMED, "multipart/signed is not exactly one part and its signature");
        }
        PGPSignature signature = Packets.of(armored(parts.get(1), "SIGNATURE")).onlySignature();
        try (InputStream signed = parts.get(0).raw()) {
            return keep(signature, signed, NOTHING, encrypted);
        }
    }

    private static boolean isMultipartSigned(Path plaintext) throws IOException {
        try (InputStream in = Files.newInputStream(plaintext)) {
            return BareText.isEntity(in)
                    && SealedPart.isPgpSigned(MimeEntity.read(plaintext).mediaType());
        }
    }

    private OpenedMessage keep(PGPSignature signature, InputStream signed, byte[] head, boolean encrypted)
            throws IOException, ProtectionFailure {
        WorkFile entity = files.take();
        Sha256Stream sha256 = new Sha256Stream();
        Verification.Proof proof;
        try (OutputStream out = entity.write()) {
            out.write(head);
            proof = new Verification(keyring.trusted(), now, maxBytes)
                    .verify(signature, signed, new TeeOutputStream(out, sha256));
        }
        return new OpenedMessage(
                proof.certificate().owner(),
                proof.certificate().fingerprint(),
                Optional.of(proof.signedAt()),
                files.keep(entity),
                sha256.sha256(),
                encrypted);
    }
}
