package dev.mailshell.crypto;

import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** The folders of a home, as {@code keys init} lays them out, without keys. */
public class TestHome {

    public static final long MAX_BYTES = 100_000_000;

    public final Path root;
    public final IdentityName name;
    public final Peers peers;

    public TestHome(Path root, String name, Peers peers) throws IOException {
        this.root = directory(root);
        this.name = new IdentityName(name);
        this.peers = peers;
        directory(root.resolve("identity"));
        directory(root.resolve("trust"));
        directory(root.resolve("revoked"));
        directory(root.resolve("work"));
    }

    public Path identityFolder() {
        return root.resolve("identity");
    }

    public Path revokedFolder() {
        return root.resolve("revoked");
    }

    public Path trustFolder(String peer) throws IOException {
        directory(root.resolve("trust").resolve(peers.folder()));
        Path folder = directory(root.resolve("trust").resolve(peers.folder()).resolve(peer));
        Files.writeString(folder.resolve("address"), peer + "@mail.test\n");
        return folder;
    }

    /** Keeps nothing that is given back, so that what is left there was forgotten. */
    public WorkFolder work() {
        return new WorkFolder(root.resolve("work"), new SecureRandom(), 0);
    }

    public List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("work"))) {
            return files.toList();
        }
    }

    private static Path directory(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return path;
        }
        return Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
