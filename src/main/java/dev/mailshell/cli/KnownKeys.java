package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Secret;
import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.TrustedKey;
import dev.mailshell.crypto.TrustedPeer;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import dev.mailshell.crypto.pgp.OpenPgpProtection;
import dev.mailshell.crypto.pgp.PgpKeyView;
import dev.mailshell.crypto.pgp.PgpKeyring;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All keys of a home: certificates, then OpenPGP keys; our own, then the trusted ones, then the revoked ones. */
final class KnownKeys {

    private static final Pattern COMMON_NAME = Pattern.compile("CN=([a-z0-9-]{1,63})");

    private final Owner owner;
    private final Keyring keyring;
    private final List<PgpKeyView> openPgp;

    private KnownKeys(Owner owner, Keyring keyring, List<PgpKeyView> openPgp) {
        this.owner = owner;
        this.keyring = keyring;
        this.openPgp = openPgp;
    }

    /** Reads {@code home}, which need not have hosts and passwords yet. */
    static List<KnownKey> in(Home home, Map<String, String> environment, Instant now)
            throws ConfigFailure, IOException {
        return of(Owner.load(home, environment), home.directory(), now);
    }

    /** Reads the key folders below {@code directory} as those of {@code owner}. */
    static List<KnownKey> of(Owner owner, Path directory, Instant now) {
        Keyring keyring = new KeyringFolder(
                        directory,
                        owner.identity().name(),
                        owner.role().peers(),
                        owner.keyPassphrase().map(Secret::reveal).map(PasswordBasedEncryption::new))
                .get();
        PgpKeyring openPgp = OpenPgpProtection.keyring(
                        directory,
                        owner.identity().name(),
                        owner.role().peers(),
                        owner.keyPassphrase().map(Secret::reveal))
                .get();
        return new KnownKeys(owner, keyring, openPgp.views(now)).all();
    }

    /** Our own keys alone, as {@link #of} reads them. */
    static List<KnownKey> own(Owner owner, Path directory, Instant now) {
        return of(owner, directory, now).stream()
                .filter(key -> key.kind().equals("own"))
                .toList();
    }

    private List<KnownKey> all() {
        List<KnownKey> keys = new ArrayList<>();
        keyring.ownKeys().forEach(key -> keys.add(own(key)));
        for (TrustedPeer peer : keyring.peers()) {
            peer.keys().forEach(key -> keys.add(trusted(peer, key)));
        }
        keyring.revoked().forEach(certificate -> keys.add(revoked(certificate)));
        openPgp.forEach(key -> keys.add(openPgp(key)));
        return keys;
    }

    private KnownKey openPgp(PgpKeyView key) {
        return new KnownKey(
                key.owner().orElse("?"),
                key.owner().map(this::address).orElse("?"),
                switch (key.kind()) {
                    case OWN, PREPARED -> "own";
                    case TRUSTED -> peerKind();
                    case REVOKED -> "revoked";
                },
                new OpenPgpMaterial(key),
                key.revoked(),
                key.kind() == PgpKeyView.Kind.PREPARED);
    }

    private String address(String name) {
        return keyring.peer(new IdentityName(name))
                .map(TrustedPeer::identity)
                .orElse(owner.identity())
                .address()
                .value();
    }

    private String peerKind() {
        return owner.role().runsCommands() ? "client" : "server";
    }

    private KnownKey own(OwnKey key) {
        return new KnownKey(
                owner.identity().name().value(),
                owner.identity().address().value(),
                "own",
                new CertificateMaterial(key.certificate()),
                false,
                key.prepared());
    }

    private KnownKey trusted(TrustedPeer peer, TrustedKey key) {
        return new KnownKey(
                peer.identity().name().value(),
                peer.identity().address().value(),
                peerKind(),
                new CertificateMaterial(key.certificate()),
                false);
    }

    /** No folder says whose a revoked certificate was; what it says of itself is only shown, and only if it is printable. */
    private static KnownKey revoked(X509Certificate certificate) {
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        KeyMaterial material = new CertificateMaterial(certificate);
        return new KnownKey(
                name.matches() ? name.group(1) : "?",
                material.addresses().stream()
                        .findFirst()
                        .map(address -> address.replaceAll("[^!-~]", "?"))
                        .orElse("?"),
                "revoked",
                material,
                true);
    }
}
