package dev.mailshell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Two homes and a key ring of gpg with their keys, and the scripts that do with other programs what the library does. */
final class CryptoHomes implements AutoCloseable {

    private static final String OPENSSL_SEAL =
            """
            openssl cms -sign -binary -nodetach -md sha256 -in entity \\
                -signer $KEYS/alice/identity/alice.crt -inkey $KEYS/alice/identity/alice.key $SIGNING \\
              | openssl cms -encrypt -binary -aes-256-gcm -recip $KEYS/web1/identity/web1.crt $ENCRYPTING -out theirs.eml
            """;
    private static final String OPENSSL_OPEN =
            """
            openssl cms -decrypt -in theirs.eml -recip $KEYS/web1/identity/web1.crt -inkey $KEYS/web1/identity/web1.key \\
              | openssl cms -verify -binary -certfile $KEYS/alice/identity/alice.crt -nointern -noverify -out opened
            """;
    private static final String GPG_SEAL =
            """
            {
              printf 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\\n\\n--b\\n'
              printf 'Content-Type: application/pgp-encrypted\\n\\nVersion: 1\\n\\n--b\\n'
              printf 'Content-Type: application/octet-stream\\n\\n'
              gpg --batch --quiet --trust-model always -u alice@mail.test -r web1@mail.test --armor --sign --encrypt < entity
              printf '\\n--b--\\n'
            } > theirs.eml
            """;
    private static final String GPG_OPEN = "gpg --batch --quiet --trust-model always -d theirs.eml > opened";

    private final Path directory;
    private final Path gpg;

    /** With keys in both folders of {@code directory}: {@code rsa} and {@code ec}. */
    CryptoHomes(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("work"));
        // Short, since the path of its socket must be.
        this.gpg = Files.createTempDirectory(
                "gpg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String algorithm : new String[] {"rsa", "ec"}) {
            Party.init(directory.resolve(algorithm), algorithm);
        }
        run(
                CryptoFormat.OPENPGP,
                "gpg --batch --quiet --import ec/alice/identity/alice.pgp.key ec/web1/identity/web1.pgp.key");
    }

    Path directory() {
        return directory;
    }

    CryptoParties parties() {
        return new CryptoParties(directory);
    }

    /** Makes {@code theirs.eml} of {@code entity}. */
    void sealElsewhere(CryptoFormat format) throws IOException, InterruptedException {
        run(format, format == CryptoFormat.OPENPGP ? GPG_SEAL : OPENSSL_SEAL);
    }

    /** Opens {@code theirs.eml} and proves its signer. */
    void openElsewhere(CryptoFormat format) throws IOException, InterruptedException {
        run(format, format == CryptoFormat.OPENPGP ? GPG_OPEN : OPENSSL_OPEN);
    }

    private void run(CryptoFormat format, String script) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-eo", "pipefail", "-c", script)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "GNUPGHOME", gpg.toString(),
                        "KEYS", format.keys(),
                        "SIGNING", format.signing(),
                        "ENCRYPTING", format.encrypting()));
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(script + " failed with " + status + "\n" + Files.readString(errors));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run(CryptoFormat.OPENPGP, "gpgconf --kill all; rm -rf \"$GNUPGHOME\"");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
