package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Role;
import dev.mailshell.config.Secret;
import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.TrustedKey;
import dev.mailshell.crypto.TrustedPeer;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import dev.mailshell.model.Fingerprint;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All certificates of a home: our own, then the trusted ones, then the revoked ones. */
final class KnownKeys {

    private static final int RFC822_NAME = 1;
    private static final Pattern COMMON_NAME = Pattern.compile("CN=([a-z0-9-]{1,63})");

    private final Owner owner;
    private final Keyring keyring;

    private KnownKeys(Owner owner, Keyring keyring) {
        this.owner = owner;
        this.keyring = keyring;
    }

    /** Reads {@code home}, which need not have hosts and passwords yet. */
    static List<KnownKey> in(Home home, Map<String, String> environment) throws ConfigFailure, IOException {
        Owner owner = Owner.load(home, environment);
        Keyring keyring = new KeyringFolder(
                        home.directory(),
                        owner.identity().name(),
                        owner.role().peers(),
                        owner.keyPassphrase().map(Secret::reveal).map(PasswordBasedEncryption::new))
                .get();
        return new KnownKeys(owner, keyring).all();
    }

    private List<KnownKey> all() {
        List<KnownKey> keys = new ArrayList<>();
        keyring.ownKeys().forEach(key -> keys.add(own(key)));
        for (TrustedPeer peer : keyring.peers()) {
            peer.keys().forEach(key -> keys.add(trusted(peer, key)));
        }
        keyring.revoked().forEach(certificate -> keys.add(revoked(certificate)));
        return keys;
    }

    private KnownKey own(OwnKey key) {
        return new KnownKey(
                owner.identity().name().value(),
                owner.identity().address().value(),
                "own",
                key.fingerprint(),
                key.certificate(),
                false);
    }

    private KnownKey trusted(TrustedPeer peer, TrustedKey key) {
        return new KnownKey(
                peer.identity().name().value(),
                peer.identity().address().value(),
                owner.role() == Role.SERVER ? "client" : "server",
                key.fingerprint(),
                key.certificate(),
                false);
    }

    /** No folder says whose a revoked certificate was; what it says of itself is only shown, and only if it is printable. */
    private static KnownKey revoked(X509Certificate certificate) {
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return new KnownKey(
                name.matches() ? name.group(1) : "?",
                address(certificate),
                "revoked",
                fingerprint(certificate),
                certificate,
                true);
    }

    private static String address(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return (names == null ? List.<List<?>>of() : names)
                    .stream()
                            .filter(name -> name.get(0).equals(RFC822_NAME))
                            .map(name -> name.get(1).toString().replaceAll("[^!-~]", "?"))
                            .findFirst()
                            .orElse("?");
        } catch (CertificateParsingException e) {
            return "?";
        }
    }

    private static Fingerprint fingerprint(X509Certificate certificate) {
        try {
            return Fingerprint.of(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be digested", e);
        }
    }
}
