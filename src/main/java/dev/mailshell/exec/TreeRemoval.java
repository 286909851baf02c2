package dev.mailshell.exec;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Removes a tree that a hostile job may have left. Each folder is opened without following links and emptied through its
 * descriptor, so that a folder that turns into a link meanwhile leads nowhere. Folders in folders are first moved up to the
 * root of the tree: neither depth nor the length of a path is a limit, and no list of them is kept.
 */
public final class TreeRemoval {
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");
    private static final Path ITSELF = Path.of(".");

    private final Path root;
    private final SecureDirectoryStream<Path> top;
    private final BooleanSupplier timeIsUp;
    private long moved;

    private TreeRemoval(Path root, SecureDirectoryStream<Path> top, BooleanSupplier timeIsUp) {
        this.root = root;
        this.top = top;
        this.timeIsUp = timeIsUp;
    }

    /**
     * Removes {@code root} with all that is in it; nothing happens if there is no such directory.
     *
     * @throws IOException if something cannot be removed, or the system cannot open folders without following links
     */
    public static void remove(Path root) throws IOException {
        removeUntil(() -> false, root);
    }

    /**
     * Like {@link #remove}, but stops between two files when the time is up; the next call goes on from there.
     *
     * @return whether all is removed
     */
    static boolean removeUntil(BooleanSupplier timeIsUp, Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(root)) {
            if (!(opened instanceof SecureDirectoryStream<Path> top)) {
                throw new IOException("directories cannot be removed safely on this system");
            }
            if (!new TreeRemoval(root, top, timeIsUp).empty()) {
                return false;
            }
        }
        Files.delete(root);
        return true;
    }

    /** Passes over the root until it is empty: what is moved up during a pass may be left to the next one. */
    private boolean empty() throws IOException {
        boolean found = true;
        while (found) {
            found = false;
            try (SecureDirectoryStream<Path> entries = top.newDirectoryStream(ITSELF, LinkOption.NOFOLLOW_LINKS)) {
                for (Path entry : entries) {
                    found = true;
                    if (!removeFromTop(entry.getFileName())) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean removeFromTop(Path name) throws IOException {
        if (timeIsUp.getAsBoolean()) {
            return false;
        }
        if (!isFolder(top, name)) {
            top.deleteFile(name);
            return true;
        }
        makeOurs(top, name, root.resolve(name));
        try (SecureDirectoryStream<Path> folder = top.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            if (!emptyFolder(folder, root.resolve(name))) {
                return false;
            }
        }
        top.deleteDirectory(name);
        return true;
    }

    private boolean emptyFolder(SecureDirectoryStream<Path> folder, Path path) throws IOException {
        for (Path entry : folder) {
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            Path name = entry.getFileName();
            if (isFolder(folder, name)) {
                makeOurs(folder, name, path.resolve(name));
                folder.move(name, top, freeName());
            } else {
                folder.deleteFile(name);
            }
        }
        return true;
    }

    private Path freeName() throws IOException {
        while (true) {
            Path name = Path.of(".removed-" + moved++);
            try {
                isFolder(top, name);
            } catch (NoSuchFileException free) {
                return name;
            }
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        BasicFileAttributeView view =
                folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view.readAttributes().isDirectory();
    }

    private void makeOurs(SecureDirectoryStream<Path> parent, Path name, Path path) throws IOException {
        try {
            parent.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(OURS);
        } catch (AccessDeniedException unreadable) {
            // Only a path is left to name it. Root, who has other users' links to fear, is never denied and never gets
            // here.
            Files.setPosixFilePermissions(path, OURS);
        }
    }
}
