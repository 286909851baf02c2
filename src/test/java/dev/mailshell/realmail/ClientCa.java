package dev.mailshell.realmail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An authority for the certificates of mail clients, made with openssl. */
public final class ClientCa {

    private final Path directory;

    private ClientCa(Path directory) {
        this.directory = directory;
    }

    /** Makes its keys. */
    public static ClientCa create(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        ClientCa ca = new ClientCa(directory);
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name + " -keyout "
                + directory.resolve("ca.key") + " -out " + ca.certificate());
        return ca;
    }

    /** Its own certificate. */
    public Path certificate() {
        return directory.resolve("ca.crt");
    }

    /** The certificate of {@code user}, once it was issued. */
    public Path certificate(String user) {
        return directory.resolve(user + ".crt");
    }

    /** The key for it, mode 0600. */
    public Path key(String user) {
        return directory.resolve(user + ".key");
    }

    /** For a day. */
    public void issue(String user) throws IOException {
        Path request = directory.resolve(user + ".csr");
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + user + " -keyout " + key(user)
                + " -out " + request);
        openssl("x509 -req -days 1 -CAcreateserial -CA " + certificate() + " -CAkey " + directory.resolve("ca.key")
                + " -in " + request + " -out " + certificate(user));
        Files.setPosixFilePermissions(key(user), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(certificate(user), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void openssl(String arguments) throws IOException {
        Installation.output(("openssl " + arguments).split(" "));
    }
}
