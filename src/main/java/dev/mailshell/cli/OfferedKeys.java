package dev.mailshell.cli;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.pgp.PgpPublicKeys;
import dev.mailshell.model.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public keys in a file that somebody handed over: OpenPGP or X.509, as text or binary.
 *
 * @param file where they were
 * @param keys at least one, none twice
 */
record OfferedKeys(Path file, List<KeyMaterial> keys) {

    /** Room for a key that many people have signed. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final Pattern PRIVATE = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY");
    private static final String OPENPGP = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    /** A packet of OpenPGP begins with this bit (RFC 9580 section 4.2). */
    private static final int PACKET = 0x80;

    // The packets of a private key and a private subkey, in the old and the new form of a packet's tag.
    private static final List<Integer> SECRET_TAGS = List.of(5, 7);
    private static final int NEW_FORM = 0x40;

    private static final int DER_SEQUENCE = 0x30;
    private static final int DER_INTEGER = 0x02;

    /**
     * Reads {@code file}.
     *
     * @throws CommandFailure if it cannot be read, is too large, or holds anything else; it says nothing of what a private key is
     */
    static OfferedKeys read(Path file, Instant now) throws CommandFailure {
        byte[] bytes = bounded(file);
        if (isPrivate(bytes)) {
            throw new CommandFailure(
                    file + " holds a private key (expected a public one)",
                    "a private key never leaves its owner: have the owner export the public one, with gpg --export --armor or as"
                            + " a certificate, and make new keys if this one went by mail");
        }
        try {
            return new OfferedKeys(file, isOpenPgp(bytes) ? openPgp(bytes, now) : certificates(bytes));
        } catch (KeyringFailure e) {
            throw new CommandFailure(file + ": " + e.getMessage(), e.hint(), e);
        } catch (CertificateException e) {
            throw new CommandFailure(
                    file + " holds neither a certificate nor an OpenPGP key",
                    "expected X.509 in PEM or DER, or what gpg --export writes",
                    e);
        }
    }

    private static byte[] bounded(Path file) throws CommandFailure {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CommandFailure(
                        file + " is too large for a key (expected at most 256 KiB)",
                        "export the key alone; gpg --export-options export-minimal leaves out what others signed");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailure(Faults.describe(e), "name a file that this user may read", e);
        }
    }

    private static boolean isPrivate(byte[] bytes) {
        if (PRIVATE.matcher(text(bytes)).find()) {
            return true;
        }
        if (startsWithPacket(bytes)) {
            int header = bytes[0] & 0xff;
            return SECRET_TAGS.contains((header & NEW_FORM) != 0 ? header & 0x3f : (header & 0x3f) >> 2);
        }
        return isPrivateDer(bytes);
    }

    /** PKCS#1, PKCS#8 and PKCS#12 begin with a version, a certificate with a sequence. */
    private static boolean isPrivateDer(byte[] bytes) {
        if (bytes.length < 8 || bytes[0] != DER_SEQUENCE) {
            return false;
        }
        int lengthOfLength = (bytes[1] & 0x80) == 0 ? 0 : bytes[1] & 0x7f;
        return lengthOfLength <= 4 && bytes[2 + lengthOfLength] == DER_INTEGER;
    }

    private static boolean isOpenPgp(byte[] bytes) {
        return startsWithPacket(bytes) || text(bytes).contains(OPENPGP);
    }

    private static boolean startsWithPacket(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] & PACKET) != 0;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<KeyMaterial> openPgp(byte[] bytes, Instant now) {
        return PgpPublicKeys.in(bytes, now).stream()
                .<KeyMaterial>map(KeyMaterial.OpenPgp::new)
                .toList();
    }

    private static List<KeyMaterial> certificates(byte[] bytes) throws CertificateException {
        List<KeyMaterial> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).stream()
                        .distinct()
                        .<KeyMaterial>map(certificate -> new KeyMaterial.Certificate((X509Certificate) certificate))
                        .toList();
        if (found.isEmpty()) {
            throw new CertificateException("there is none");
        }
        return found;
    }

    /**
     * The key that is meant.
     *
     * @param wanted empty if there is only one
     * @throws CommandFailure if there are several, or not that one
     */
    KeyMaterial choose(Optional<Fingerprint> wanted) throws CommandFailure {
        List<KeyMaterial> meant = keys.stream()
                .filter(key -> wanted.map(key.fingerprint()::equals).orElse(true))
                .toList();
        if (meant.isEmpty()) {
            throw new CommandFailure(
                    file + " holds another key than the one with that fingerprint (was " + fingerprints() + ")",
                    "do not trust it: ask its owner which one is right");
        }
        if (meant.size() > 1) {
            throw new CommandFailure(
                    file + " holds " + keys.size() + " keys (expected 1)",
                    "say which one is meant: --fingerprint " + fingerprints());
        }
        return meant.get(0);
    }

    private String fingerprints() {
        return keys.stream().map(key -> key.fingerprint().hex()).collect(Collectors.joining(" or "));
    }
}
