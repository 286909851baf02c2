package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.HomeTemplate;
import dev.mailshell.config.Role;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import dev.mailshell.crypto.cms.SmimeKeyPair;
import dev.mailshell.crypto.pgp.PgpKeyPair;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.mime.StagedFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the homes of parties that trust one another: each server every client, each client every server. */
final class NewHomes {

    private final KeyAlgorithm algorithm;
    private final Optional<String> passphrase;
    private final Clock clock;
    private final SecureRandom random;
    private final HomeTemplate template = new HomeTemplate();

    /** @param passphrase of the private keys; empty to write them plain */
    NewHomes(KeyAlgorithm algorithm, Optional<String> passphrase, Clock clock, SecureRandom random) {
        this.algorithm = algorithm;
        this.passphrase = passphrase;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A home that was made.
     *
     * @param home where it is
     * @param role of its owner
     * @param identity of its owner
     * @param fingerprint of its owner's certificate
     * @param openPgpFingerprint of its owner's OpenPGP key
     */
    record NewHome(Home home, Role role, Identity identity, Fingerprint fingerprint, Fingerprint openPgpFingerprint) {}

    /**
     * Makes {@code directory/NAME} for each party; all of them or, after any failure, none.
     *
     * @param directory made with mode 0700 if it is missing
     * @throws CommandFailure if one of them exists already
     */
    List<NewHome> create(Path directory, List<Identity> servers, List<Identity> clients)
            throws CommandFailure, ConfigFailure, IOException {
        return create(directory, Optional.empty(), servers, clients);
    }

    /**
     * As above.
     *
     * @param hub if there is one, the others get mailboxes at it
     */
    List<NewHome> create(Path directory, Optional<NewHub> hub, List<Identity> servers, List<Identity> clients)
            throws CommandFailure, ConfigFailure, IOException {
        List<Party> parties = new ArrayList<>();
        hub.ifPresent(one -> parties.add(party(Role.HUB, one.identity())));
        servers.forEach(server -> parties.add(party(Role.SERVER, server)));
        clients.forEach(client -> parties.add(party(Role.CLIENT, client)));
        refuseToOverwrite(directory, parties);
        try (StagedFolder staged = StagedFolder.in(directory)) {
            for (Party party : parties) {
                write(home(staged.path(), party), party, parties, hub);
            }
            if (hub.isPresent()) {
                hub.get().write(home(staged.path(), parties.get(0)), others(staged.path(), parties));
            }
            staged.publish();
        }
        return parties.stream()
                .map(party -> new NewHome(
                        home(directory, party),
                        party.role(),
                        party.identity(),
                        party.keys().fingerprint(),
                        party.openPgp().fingerprint()))
                .toList();
    }

    private static Home home(Path directory, Party party) {
        return new Home(directory.resolve(party.name().value()));
    }

    private static Map<Home, MailAddress> others(Path directory, List<Party> parties) {
        Map<Home, MailAddress> others = new LinkedHashMap<>();
        for (Party party : parties) {
            if (party.role() != Role.HUB) {
                others.put(home(directory, party), party.identity().address());
            }
        }
        return others;
    }

    private Party party(Role role, Identity identity) {
        return new Party(
                role,
                identity,
                SmimeKeyPair.generate(algorithm, identity, clock.instant(), random),
                PgpKeyPair.generate(identity, clock.instant(), passphrase, random));
    }

    private static void refuseToOverwrite(Path directory, List<Party> parties) throws CommandFailure {
        for (Party party : parties) {
            Path home = directory.resolve(party.name().value());
            if (Files.exists(home)) {
                throw new CommandFailure(
                        "the home " + home + " exists already",
                        "choose another --dir, or move that home away: its keys cannot be made again");
            }
        }
    }

    private void write(Home home, Party owner, List<Party> parties, Optional<NewHub> hub) throws IOException {
        List<Party> peers = parties.stream()
                .filter(party -> party.role().peers() != owner.role().peers())
                .toList();
        home.create(owner.role());
        writePrivateKey(owner.keys(), home.identity().resolve(owner.name() + ".key"));
        owner.keys().writeCertificate(home.identity().resolve(owner.name() + ".crt"));
        owner.openPgp().writePrivateKey(home.identity().resolve(owner.name() + ".pgp.key"));
        owner.openPgp().writeCertificate(home.identity().resolve(owner.name() + ".pgp.asc"));
        for (Party peer : peers) {
            trust(home.peers(owner.role()).resolve(peer.name().value()), peer);
        }
        PrivateFile.write(home.properties(), settings(owner, hub));
        if (owner.role().runsCommands()) {
            PrivateFile.write(
                    home.policy(),
                    template.policy(peers.stream().map(Party::name).toList()));
            PrivateFile.write(home.policySchema(), template.policySchema());
        }
    }

    private String settings(Party owner, Optional<NewHub> hub) throws IOException {
        return hub.isPresent()
                ? hub.get().settings(template, owner.role(), owner.identity())
                : template.properties(owner.role(), owner.identity());
    }

    private void writePrivateKey(SmimeKeyPair keys, Path file) throws IOException {
        if (passphrase.isPresent()) {
            keys.writePrivateKey(file, new PasswordBasedEncryption(passphrase.get()), random);
        } else {
            keys.writePrivateKey(file);
        }
    }

    private static void trust(Path folder, Party peer) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        peer.keys().writeCertificate(folder.resolve(peer.name() + ".crt"));
        peer.openPgp().writeCertificate(folder.resolve(peer.name() + ".pgp.asc"));
        PrivateFile.write(folder.resolve("address"), peer.identity().address() + "\n");
    }

    private record Party(Role role, Identity identity, SmimeKeyPair keys, PgpKeyPair openPgp) {
        IdentityName name() {
            return identity.name();
        }
    }
}
