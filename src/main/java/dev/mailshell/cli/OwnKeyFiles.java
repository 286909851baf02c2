package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.config.Secret;
import dev.mailshell.crypto.KeyFolders;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import dev.mailshell.crypto.cms.SmimeKeyPair;
import dev.mailshell.crypto.pgp.PgpKeyPair;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.mime.StagedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of our own keys, and the mark that says that some of them are only prepared. */
final class OwnKeyFiles {

    /** The private keys first: a certificate that belongs to no key does no harm. */
    private static final List<String> SUFFIXES = List.of(".key", ".pgp.key", ".crt", ".pgp.asc");

    private final Home home;
    private final Owner owner;

    OwnKeyFiles(Home home, Owner owner) {
        this.home = home;
        this.owner = owner;
    }

    /** What the names of the files of prepared keys begin with; empty if there are none. */
    Optional<String> prepared() throws IOException {
        Pattern mark = Pattern.compile(
                Pattern.quote(owner.identity().name().value()) + "(-[0-9]+)?" + Pattern.quote(KeyFolders.PREPARED));
        try (Stream<Path> files = Files.list(home.identity())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(mark.asMatchPredicate())
                    .map(file -> file.substring(0, file.length() - KeyFolders.PREPARED.length()))
                    .findFirst();
        }
    }

    /**
     * Makes new keys of both formats that open mail and sign none. They are there all together or not at all, and the mark before them.
     *
     * @return what the names of their files begin with
     */
    String prepare(KeyAlgorithm algorithm, Instant now, SecureRandom random) throws IOException {
        String name = freeName();
        PrivateFile.create(file(name, KeyFolders.PREPARED)).close();
        PrivateFile.forceNames(home.identity());
        SmimeKeyPair smime = SmimeKeyPair.generate(algorithm, owner.identity(), now, random);
        Optional<String> passphrase = owner.keyPassphrase().map(Secret::reveal);
        PgpKeyPair openPgp = PgpKeyPair.generate(owner.identity(), now, passphrase, random);
        try (StagedFolder staged = StagedFolder.in(home.identity())) {
            Path key = staged.path().resolve(name + ".key");
            if (passphrase.isPresent()) {
                smime.writePrivateKey(key, new PasswordBasedEncryption(passphrase.get()), random);
            } else {
                smime.writePrivateKey(key);
            }
            smime.writeCertificate(staged.path().resolve(name + ".crt"));
            openPgp.writePrivateKey(staged.path().resolve(name + ".pgp.key"));
            openPgp.writeCertificate(staged.path().resolve(name + ".pgp.asc"));
            staged.publish();
        }
        PrivateFile.forceNames(home.identity());
        return name;
    }

    private String freeName() {
        for (int i = 2; ; i++) {
            String name = owner.identity().name() + "-" + i;
            if (SUFFIXES.stream().noneMatch(suffix -> Files.exists(file(name, suffix)))) {
                return name;
            }
        }
    }

    /** From now on the prepared keys sign, both formats at the same instant. */
    void finish(String name) throws IOException {
        Files.delete(file(name, KeyFolders.PREPARED));
        PrivateFile.forceNames(home.identity());
    }

    /** Deletes the prepared keys, and the mark last. */
    void cancel(String name) throws IOException {
        for (String suffix : SUFFIXES) {
            Files.deleteIfExists(file(name, suffix));
        }
        finish(name);
    }

    private Path file(String name, String suffix) {
        return home.identity().resolve(name + suffix);
    }
}
