package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.Copying;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.pgp.PacketOutline.Packet;
import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSessionKeyEncryptedData;
import org.bouncycastle.openpgp.operator.SessionKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcSessionKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.jcajce.JceSessionKeyDataDecryptorFactoryBuilder;

/** Opens encrypted data with an integrity check: SEIPD of version 1 with its MDC, or the AEAD packets of gpg 2.4. */
final class Decryption {

    private static final int MAX_RECIPIENTS = 32;
    /** RFC 9580 section 5.1.8: whoever it is for has to try. */
    private static final long HIDDEN = 0;

    private final List<PGPKeyPair> keys;
    private final long maxBytes;

    Decryption(List<PGPKeyPair> keys, long maxBytes) {
        this.keys = keys;
        this.maxBytes = maxBytes;
    }

    /** Returns once the integrity check has been made; until then nobody may use {@code plaintext}. */
    void decrypt(Path message, OutputStream plaintext) throws IOException, ProtectionFailure {
        requireEncrypted(PacketOutline.of(message));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(message), 16 * 1024)) {
            PGPEncryptedDataList data = new PGPEncryptedDataList(in);
            AllowedAlgorithms.requireIntegrity(data.getEncryptedData());
            PGPSessionKey key = sessionKey(data);
            PGPSessionKeyEncryptedData content = data.extractSessionKeyEncryptedData();
            new Copying(maxBytes, Decryption::fault).copy(content.getDataStream(decryptor(content, key)), plaintext);
            requireIntact(content);
        } catch (PGPException e) {
            throw fault(e);
        } catch (IOException | RuntimeException e) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "not the encrypted data of RFC 9580", e);
        }
    }

    private static void requireEncrypted(List<Packet> packets) throws ProtectionFailure {
        int last = packets.get(packets.size() - 1).tag();
        if (last == PacketTags.SYMMETRIC_KEY_ENC) {
            throw new ProtectionFailure(Reason.ALGORITHM_REFUSED, "encrypted without an integrity check");
        }
        if (last != PacketTags.SYM_ENC_INTEGRITY_PRO && last != PacketTags.AEAD_ENC_DATA) {
            throw new ProtectionFailure(Reason.NOT_ENCRYPTED, "the OpenPGP message is not encrypted");
        }
        boolean forKeys = packets.subList(0, packets.size() - 1).stream()
                .allMatch(packet -> packet.tag() == PacketTags.PUBLIC_KEY_ENC_SESSION);
        if (!forKeys || packets.size() > MAX_RECIPIENTS + 1) {
            throw new ProtectionFailure(
                    Reason.PGP_MALFORMED,
                    "the encrypted data is not for public keys only (expected at most " + MAX_RECIPIENTS + ")");
        }
    }

    /** The platform is several times as fast, but has no OCB. */
    private static SessionKeyDataDecryptorFactory decryptor(PGPEncryptedData content, PGPSessionKey key) {
        return content.isAEAD()
                ? new BcSessionKeyDataDecryptorFactory(key)
                : new JceSessionKeyDataDecryptorFactoryBuilder().build(key);
    }

    private PGPSessionKey sessionKey(PGPEncryptedDataList message) throws ProtectionFailure {
        for (PGPEncryptedData data : message) {
            Optional<PGPSessionKey> key = sessionKey((PGPPublicKeyEncryptedData) data);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new ProtectionFailure(Reason.NOT_FOR_OUR_KEY, "not encrypted for a key of ours");
    }

    private Optional<PGPSessionKey> sessionKey(PGPPublicKeyEncryptedData data) throws ProtectionFailure {
        for (PGPKeyPair key : keys) {
            boolean named = data.getKeyIdentifier().getKeyId() == key.getKeyID();
            boolean hidden = data.getKeyIdentifier().getKeyId() == HIDDEN
                    && data.getAlgorithm() == key.getPublicKey().getAlgorithm();
            if (named || hidden) {
                Optional<PGPSessionKey> told = sessionKey(data, key, hidden);
                if (told.isPresent()) {
                    return told;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<PGPSessionKey> sessionKey(PGPPublicKeyEncryptedData data, PGPKeyPair key, boolean hidden)
            throws ProtectionFailure {
        PGPSessionKey told;
        try {
            told = data.getSessionKey(new BcPublicKeyDataDecryptorFactory(key));
        } catch (PGPException | RuntimeException e) {
            if (hidden) {
                return Optional.empty();
            }
            throw new ProtectionFailure(Reason.INTEGRITY_FAILED, "the encrypted key does not fit ours", e);
        }
        AllowedAlgorithms.requireContentEncryption(told.getAlgorithm());
        return Optional.of(told);
    }

    private static void requireIntact(PGPEncryptedData data) throws IOException, PGPException, ProtectionFailure {
        // The pieces of an AEAD packet were checked as they were read, and its last tag at its end.
        if (!data.isAEAD() && !data.verify()) {
            throw new ProtectionFailure(Reason.INTEGRITY_FAILED, "the modification detection code does not fit");
        }
    }

    private static ProtectionFailure fault(Exception cause) {
        return new ProtectionFailure(
                Reason.INTEGRITY_FAILED, "the encrypted data is changed, or cannot be read to its end", cause);
    }
}
