package dev.mailshell.exec;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Removes a tree that a hostile job may have left. Each folder is opened without following links and emptied through its
 * descriptor, so that a folder that turns into a link meanwhile leads nowhere. Folders in folders are first moved up to the
 * root of the tree: neither depth nor the length of a path is a limit.
 */
public final class TreeRemoval {
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final SecureDirectoryStream<Path> top;
    private final Deque<Path> folders = new ArrayDeque<>();
    private long moved;

    private TreeRemoval(Path root, SecureDirectoryStream<Path> top) {
        this.root = root;
        this.top = top;
    }

    /**
     * Removes {@code root} with all that is in it; nothing happens if there is no such directory.
     *
     * @throws IOException if something cannot be removed, or the system cannot open folders without following links
     */
    public static void remove(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(root)) {
            if (!(opened instanceof SecureDirectoryStream<Path> top)) {
                throw new IOException("directories cannot be removed safely on this system");
            }
            new TreeRemoval(root, top).empty();
        }
        Files.delete(root);
    }

    private void empty() throws IOException {
        emptyFolder(top, root);
        while (!folders.isEmpty()) {
            Path folder = folders.pop();
            try (SecureDirectoryStream<Path> opened = top.newDirectoryStream(folder, LinkOption.NOFOLLOW_LINKS)) {
                emptyFolder(opened, root.resolve(folder));
            }
            top.deleteDirectory(folder);
        }
    }

    private void emptyFolder(SecureDirectoryStream<Path> folder, Path path) throws IOException {
        for (Path entry : folder) {
            Path name = entry.getFileName();
            if (isFolder(folder, name)) {
                makeOurs(folder, name, path.resolve(name));
                moveUp(folder, name);
            } else {
                folder.deleteFile(name);
            }
        }
    }

    private void moveUp(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        Path unique = Path.of(".removed-" + moved++);
        folder.move(name, top, unique);
        folders.push(unique);
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
