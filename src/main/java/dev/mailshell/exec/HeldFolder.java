package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A folder that is held by its descriptor: whatever takes its name meanwhile, this stays the same one. While it is held it is for
 * us alone (mode 0700): who was in it before can no longer reach an entry, not even by a descriptor of its own.
 */
final class HeldFolder implements Closeable {
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");
    private static final Path ITSELF = Path.of(".");

    private final SecureDirectoryStream<Path> held;
    private final Path path;

    private HeldFolder(SecureDirectoryStream<Path> held, Path path) {
        this.held = held;
        this.path = path;
    }

    /**
     * Opens a folder of ours.
     *
     * @throws IOException if it is none, or the system cannot open folders without following links
     */
    static HeldFolder of(Path path) throws IOException {
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(path.resolve(ITSELF))) {
            if (!(opened instanceof SecureDirectoryStream<Path> folder)) {
                throw new IOException("directories cannot be removed safely on this system");
            }
            posix(folder).setPermissions(OURS);
            return new HeldFolder(folder.newDirectoryStream(ITSELF, LinkOption.NOFOLLOW_LINKS), path);
        }
    }

    /**
     * Opens a folder in this one and gives it to whom this one belongs to.
     *
     * @throws IOException if there is no folder of that name, or no longer; this never waits for the writer of a pipe
     */
    HeldFolder open(Path name) throws IOException {
        BasicFileAttributes seen = attributes(name);
        SecureDirectoryStream<Path> opened = openReadable(name);
        try {
            if (!seen.isDirectory()
                    || !seen.fileKey().equals(posix(opened).readAttributes().fileKey())) {
                throw new NotDirectoryException(path.resolve(name).toString());
            }
            // The owner first: the other one could take the permissions back.
            posix(opened).setOwner(owner());
            posix(opened).setPermissions(OURS);
            return new HeldFolder(opened, path.resolve(name));
        } catch (IOException | RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    /** What is in it, from the beginning; the caller closes it. */
    SecureDirectoryStream<Path> entries() throws IOException {
        return held.newDirectoryStream(ITSELF, LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws java.nio.file.NoSuchFileException if there is nothing of that name */
    boolean isFolder(Path name) throws IOException {
        return attributes(name).isDirectory();
    }

    void deleteFile(Path name) throws IOException {
        held.deleteFile(name);
    }

    void deleteFolder(Path name) throws IOException {
        held.deleteDirectory(name);
    }

    void move(Path name, HeldFolder target, Path newName) throws IOException {
        held.move(name, target.held, newName);
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private SecureDirectoryStream<Path> openReadable(Path name) throws IOException {
        try {
            return openAsFolder(name);
        } catch (AccessDeniedException unreadable) {
            // Only a path is left to name it. Root, who has other users' links to fear, is never denied and never gets
            // here.
            Files.setPosixFilePermissions(path.resolve(name), OURS);
            return openAsFolder(name);
        }
    }

    /** Java has no O_DIRECTORY. With the dot, a pipe is refused and not waited for; but a link is followed, so the caller compares. */
    private SecureDirectoryStream<Path> openAsFolder(Path name) throws IOException {
        return held.newDirectoryStream(name.resolve(ITSELF), LinkOption.NOFOLLOW_LINKS);
    }

    private UserPrincipal owner() throws IOException {
        return posix(held).readAttributes().owner();
    }

    private BasicFileAttributes attributes(Path name) throws IOException {
        return held.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static PosixFileAttributeView posix(SecureDirectoryStream<Path> folder) {
        return folder.getFileAttributeView(PosixFileAttributeView.class);
    }
}
