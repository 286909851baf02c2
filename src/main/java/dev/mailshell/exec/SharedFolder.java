package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the directories of other users' jobs are made: outside of the home, which lets nobody through. Each server has one of its
 * own, always the same, so that a start finds what a killed run left.
 *
 * @param path its place; there need not be anything yet
 */
public record SharedFolder(Path path) {
    private static final Set<PosixFilePermission> PASSED_THROUGH = PosixFilePermissions.fromString("rwx--x--x");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NAME_LENGTH = 16;

    /**
     * The folder of the server with this home, in a folder such as {@code /tmp} that others may write to if they cannot rename
     * what is ours in it.
     *
     * @param home an existing folder
     * @throws IOException if the real path of {@code home} cannot be told
     */
    public static SharedFolder of(Path temporary, Path home) throws IOException {
        String hash = HexFormat.of().formatHex(sha256(home.toRealPath().toString()));
        return new SharedFolder(temporary.resolve("mailshell-" + hash.substring(0, NAME_LENGTH)));
    }

    /**
     * Removes what a killed run left, for 10 s at most; the rest goes on behind. Only before the first job. What does not belong to
     * us is left alone: nothing of ours was ever in it.
     *
     * @throws IOException if something cannot be removed
     */
    public void clear() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || !isOurs()) {
            return;
        }
        List<Path> left;
        try (Stream<Path> entries = Files.list(path)) {
            left = entries.toList();
        }
        if (!left.isEmpty()) {
            new Removals(PATIENCE).remove(left);
        }
    }

    /** Makes it, unless it is there, and lets others pass through, but neither look nor write. */
    void open() throws StartFailure, IOException {
        try {
            Files.createDirectory(path, JobDirectory.OWN_FOLDER);
        } catch (FileAlreadyExistsException there) {
            refuseUnlessSafe();
        }
        Files.setPosixFilePermissions(path, PASSED_THROUGH);
    }

    private void refuseUnlessSafe() throws StartFailure, IOException {
        PosixFileAttributes seen = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!seen.isDirectory()) {
            throw refused("is a link or a file, expected a folder");
        }
        if (!isOurs()) {
            throw refused("belongs to " + seen.owner().getName() + ", expected the user that runs the server");
        }
        if (seen.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || seen.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused("was " + PosixFilePermissions.toString(seen.permissions()) + ", expected "
                    + PosixFilePermissions.toString(PASSED_THROUGH));
        }
    }

    private StartFailure refused(String was) {
        return new StartFailure(
                Reason.RUN_AS_REFUSED,
                "the folder for jobs of other users is not safe (" + path + " " + was + ")",
                "see who made it, remove it, or set another java.io.tmpdir for the server");
    }

    private boolean isOurs() throws IOException {
        // Java does not tell the number of its user, but a new file has it.
        Path probe = Files.createTempFile("mailshell", null);
        try {
            return uid(path).equals(uid(probe));
        } finally {
            Files.delete(probe);
        }
    }

    private static Object uid(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
