package dev.mailshell.exec;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.function.BooleanSupplier;

/**
 * Removes a tree that a hostile job may have left. Each folder is opened without following links, taken out of the reach of
 * others and emptied through its descriptor, so that a folder that turns into a link or a pipe meanwhile leads nowhere. Folders in
 * folders are first moved up to the root of the tree: neither depth nor the length of a path is a limit, and no list of them is kept.
 */
public final class TreeRemoval {
    /** What turned into something else while it was removed is tried again; what cannot be removed at all is given up in the end. */
    private static final int MAX_FRUITLESS = 20;

    private final HeldFolder top;
    private final BooleanSupplier timeIsUp;
    private long moved;
    private long done;
    private IOException failure;

    private TreeRemoval(HeldFolder top, BooleanSupplier timeIsUp) {
        this.top = top;
        this.timeIsUp = timeIsUp;
    }

    /**
     * Removes {@code root} with all that is in it; nothing happens if there is no such directory. The caller keeps others from
     * renaming {@code root} itself.
     *
     * @throws IOException if something cannot be removed, with all else removed, or the system cannot open folders without
     *     following links
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
        try (HeldFolder top = HeldFolder.of(root)) {
            if (!new TreeRemoval(top, timeIsUp).empty()) {
                return false;
            }
        }
        Files.delete(root);
        return true;
    }

    /** Passes over the root until it is empty: what is moved up during a pass may be left to the next one. */
    private boolean empty() throws IOException {
        int fruitless = 0;
        while (fruitless < MAX_FRUITLESS) {
            long before = done;
            failure = null;
            try (SecureDirectoryStream<Path> entries = top.entries()) {
                if (!each(entries, this::removeFromTop)) {
                    return false;
                }
            }
            if (done == before && failure == null) {
                return true;
            }
            fruitless = done == before ? fruitless + 1 : 0;
        }
        throw failure;
    }

    private interface Step {
        /** @return whether there was time to do all of it */
        boolean on(Path name) throws IOException;
    }

    /** Does as many as can be done: one that fails keeps no other in place. */
    private boolean each(SecureDirectoryStream<Path> entries, Step step) throws IOException {
        try {
            for (Path entry : entries) {
                if (timeIsUp.getAsBoolean() || !tried(step, entry.getFileName())) {
                    return false;
                }
            }
            return true;
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private boolean tried(Step step, Path name) {
        try {
            if (!step.on(name)) {
                return false;
            }
            done++;
        } catch (IOException notNow) {
            failure = notNow;
        }
        return true;
    }

    private boolean removeFromTop(Path name) throws IOException {
        if (!top.isFolder(name)) {
            top.deleteFile(name);
            return true;
        }
        try (HeldFolder folder = top.open(name);
                SecureDirectoryStream<Path> entries = folder.entries()) {
            if (!each(entries, entry -> removeOrMoveUp(folder, entry))) {
                return false;
            }
        }
        top.deleteFolder(name);
        return true;
    }

    private boolean removeOrMoveUp(HeldFolder folder, Path name) throws IOException {
        if (folder.isFolder(name)) {
            // To move a folder takes the right to write in it.
            folder.open(name).close();
            folder.move(name, top, freeName());
        } else {
            folder.deleteFile(name);
        }
        return true;
    }

    private Path freeName() throws IOException {
        while (true) {
            Path name = Path.of(".removed-" + moved++);
            try {
                top.isFolder(name);
            } catch (NoSuchFileException free) {
                return name;
            }
        }
    }
}
