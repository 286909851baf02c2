package dev.mailshell.cli;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.pgp.PgpPublicKeys;
import dev.mailshell.model.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The public keys in a file that somebody handed over: OpenPGP or X.509, as text or binary.
 *
 * @param source where they were, for messages
 * @param keys at least one, none twice
 */
record OfferedKeys(String source, List<KeyMaterial> keys) {

    /** Room for a key that many people have signed. */
    private static final int MAX_BYTES = 256 * 1024;

    /**
     * Reads {@code file}.
     *
     * @throws CommandFailure if it cannot be read, is too large, or holds anything else; it says nothing of what a private key is
     */
    static OfferedKeys read(Path file, Instant now) throws CommandFailure {
        return of(file.toString(), bounded(file), now);
    }

    /** As above, of what {@code source} holds. */
    static OfferedKeys of(String source, byte[] bytes, Instant now) throws CommandFailure {
        KeyBytes key = new KeyBytes(bytes);
        if (key.isPrivate()) {
            throw new CommandFailure(
                    source + " holds a private key (expected a public one)",
                    "a private key never leaves its owner: have the owner export the public one, with gpg --export --armor or as"
                            + " a certificate, and make new keys if this one went by mail");
        }
        try {
            return new OfferedKeys(source, key.isOpenPgp() ? openPgp(bytes, now) : certificates(bytes));
        } catch (KeyringFailure e) {
            throw new CommandFailure(source + ": " + e.getMessage(), e.hint(), e);
        } catch (CertificateException e) {
            throw new CommandFailure(
                    source + " holds neither a certificate nor an OpenPGP key",
                    "expected X.509 in PEM or DER, or what gpg --export writes",
                    e);
        }
    }

    /**
     * Those in a file of a trust folder; none if it holds nothing but a revocation.
     *
     * @throws CommandFailure if it cannot be read, or holds anything else
     */
    static List<KeyMaterial> inTrust(Path file, Instant now) throws CommandFailure {
        byte[] bytes = bounded(file);
        return new KeyBytes(bytes).isOpenPgp() && PgpPublicKeys.isRevocation(bytes)
                ? List.of()
                : read(file, now).keys();
    }

    private static byte[] bounded(Path file) throws CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + ": it is a folder (expected a file)", "name a file in it");
        }
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

    private static List<KeyMaterial> openPgp(byte[] bytes, Instant now) {
        return PgpPublicKeys.in(bytes, now).stream()
                .<KeyMaterial>map(OpenPgpMaterial::new)
                .toList();
    }

    private static List<KeyMaterial> certificates(byte[] bytes) throws CertificateException {
        List<KeyMaterial> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)).stream()
                        .distinct()
                        .<KeyMaterial>map(certificate -> new CertificateMaterial((X509Certificate) certificate))
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
                    source + " holds another key than the one with that fingerprint (was " + fingerprints() + ")",
                    "do not trust it: ask its owner which one is right");
        }
        if (meant.size() > 1) {
            throw new CommandFailure(
                    source + " holds " + keys.size() + " keys (expected 1)",
                    "say which one is meant: --fingerprint " + fingerprints());
        }
        return meant.get(0);
    }

    private String fingerprints() {
        return keys.stream().map(key -> key.fingerprint().hex()).collect(Collectors.joining(" or "));
    }
}
