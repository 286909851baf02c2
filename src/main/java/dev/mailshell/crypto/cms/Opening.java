package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.SealedPart;
import dev.mailshell.crypto.WorkFiles;
import dev.mailshell.mime.MediaType;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** One mail on its way from ciphertext to a proved entity (RFC 8551 section 3). */
final class Opening {

    private final Provider provider;
    private final Keyring keyring;
    private final Instant now;
    private final long maxBytes;
    private final WorkFiles files;

    Opening(Provider provider, Keyring keyring, Instant now, long maxBytes, WorkFiles files) {
        this.provider = provider;
        this.keyring = keyring;
        this.now = now;
        this.maxBytes = maxBytes;
        this.files = files;
    }

    OpenedMessage open(Path mail) throws IOException, ProtectionFailure {
        if (Files.size(mail) > maxBytes) {
            throw new ProtectionFailure(
                    Reason.MAIL_TOO_LARGE,
                    "the mail is too large (was " + Files.size(mail) + " bytes, expected at most " + maxBytes + ")");
        }
        MimeEntity inner = MimeEntity.read(decrypt(decode(sealedPart(MimeEntity.read(mail)))));
        return verify(inner);
    }

    private static MimeEntity sealedPart(MimeEntity mail) throws IOException, ProtectionFailure {
        return SealedPart.in(mail)
                .filter(part -> part.format() == MessageFormat.SMIME)
                .map(SealedPart::entity)
                .orElseThrow(
                        () -> new ProtectionFailure(
                                Reason.NOT_ENCRYPTED,
                                "no part of the mail is of the type application/pkcs7-mime with smime-type authEnveloped-data"));
    }

    private static boolean isPkcs7(MediaType type, String smimeType) {
        return type.is("application/pkcs7-mime")
                && type.parameter("smime-type")
                        .filter(smimeType::equalsIgnoreCase)
                        .isPresent();
    }

    private Path decode(MimeEntity entity) throws IOException, ProtectionFailure {
        WorkFile decoded = files.take();
        try (InputStream in = entity.content();
                OutputStream out = decoded.write()) {
            CmsCopying.upTo(maxBytes).copy(in, out);
        }
        return decoded.path();
    }

    private Path decrypt(Path envelope) throws IOException, ProtectionFailure {
        WorkFile plaintext = files.take();
        try (OutputStream out = plaintext.write()) {
            new Decryption(provider, maxBytes).decrypt(envelope, keyring.ownKeys(), out);
        }
        return plaintext.path();
    }

    private OpenedMessage verify(MimeEntity inner) throws IOException, ProtectionFailure {
        MediaType type = inner.mediaType();
        if (isPkcs7(type, "signed-data")) {
            return verifyOpaque(inner);
        }
        boolean detached = type.is("multipart/signed")
                && type.parameter("protocol")
                        .filter("application/pkcs7-signature"::equalsIgnoreCase)
                        .isPresent();
        if (detached) {
            return verifyDetached(inner.parts());
        }
        throw new ProtectionFailure(Reason.NOT_SIGNED, "what is encrypted is not signed");
    }

    private OpenedMessage verifyOpaque(MimeEntity signed) throws IOException, ProtectionFailure {
        try (InputStream structure = structure(signed)) {
            return keep((verification, content) -> verification.verifyOpaque(structure, content));
        }
    }

    private OpenedMessage verifyDetached(List<MimeEntity> parts) throws IOException, ProtectionFailure {
        if (parts.size() != 2 || !parts.get(1).mediaType().is("application/pkcs7-signature")) {
            throw new ProtectionFailure(
                    Reason.MAIL_MALFORMED, "multipart/signed is not exactly one part and its signature");
        }
        try (InputStream structure = structure(parts.get(1));
                InputStream signed = new BufferedInputStream(parts.get(0).raw())) {
            return keep((verification, content) -> verification.verifyDetached(structure, signed, content));
        }
    }

    private InputStream structure(MimeEntity entity) throws IOException, ProtectionFailure {
        Path decoded = decode(entity);
        if (!CmsOutline.check(decoded).equals(CMSObjectIdentifiers.signedData)) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the CMS type is not SignedData");
        }
        return new BufferedInputStream(Files.newInputStream(decoded), 16 * 1024);
    }

    private OpenedMessage keep(Check check) throws IOException, ProtectionFailure {
        WorkFile entity = files.take();
        MessageDigest sha256 = sha256();
        Verification.Proof proof;
        try (OutputStream out = new DigestOutputStream(entity.write(), sha256)) {
            proof = check.verify(new Verification(provider, keyring, now, maxBytes), out);
        }
        return new OpenedMessage(
                proof.key().owner(),
                proof.key().fingerprint(),
                proof.signedAt(),
                files.keep(entity),
                HexFormat.of().formatHex(sha256.digest()),
                true);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    /** One of the two ways to verify. */
    private interface Check {
        Verification.Proof verify(Verification verification, OutputStream content) throws ProtectionFailure;
    }
}
