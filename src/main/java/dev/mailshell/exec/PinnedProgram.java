package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A program that has one digest. It is executed at its own path, not as a copy, so that it finds what lies beside it; therefore nobody
 * but root and we may be able to exchange it between the look and the start.
 *
 * @param ownUid who we are
 */
record PinnedProgram(Path path, String sha256, int ownUid) {
    private static final int ROOT = 0;
    private static final int MAX_LINKS = 40;
    private static final int BUFFER = 64 * 1024;

    /** @throws StartFailure if it has another digest, or if somebody else could give it one at any time */
    void verify() throws StartFailure, IOException {
        refuseIfOthersCanExchange(path, 0);
        String actual = digest();
        if (!actual.equals(sha256)) {
            throw changed(
                    "the program " + path + " has another SHA-256 than the policy says (was " + actual + ", expected "
                            + sha256 + ")",
                    "find out who changed it; if that was right, put the new digest into the policy");
        }
    }

    /** Looks at each folder and link on the way to a file, and at the file. */
    private void refuseIfOthersCanExchange(Path file, int links) throws StartFailure, IOException {
        Path reached = file.getRoot();
        refuseUnlessOurs(reached);
        for (Path name : file) {
            if (name.toString().equals("..")) {
                reached = reached.getParent() == null ? reached : reached.getParent();
                continue;
            }
            Path next = reached.resolve(name);
            if (Files.isSymbolicLink(next)) {
                if (links == MAX_LINKS) {
                    throw changed("the program " + path + " is behind too many links", "name it by its real path");
                }
                // Who made the link does not matter: in a folder of ours it stays what it was when we looked.
                refuseIfOthersCanExchange(reached.resolve(Files.readSymbolicLink(next)), links + 1);
                reached = next.toRealPath();
            } else {
                refuseUnlessOurs(next);
                reached = next;
            }
        }
    }

    private void refuseUnlessOurs(Path entry) throws StartFailure, IOException {
        Map<String, Object> seen = Files.readAttributes(entry, "unix:uid,permissions", LinkOption.NOFOLLOW_LINKS);
        int uid = (Integer) seen.get("uid");
        @SuppressWarnings("unchecked")
        Set<PosixFilePermission> permissions = (Set<PosixFilePermission>) seen.get("permissions");
        if ((uid != ROOT && uid != ownUid)
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw changed(
                    "the program " + path + " can be exchanged by others than root and the server (" + entry
                            + " belongs to another user, or its group or others can write to it)",
                    "chown root and chmod go-w " + entry + ", or take sha256 out of the policy");
        }
    }

    private String digest() throws IOException {
        try (InputStream file = Files.newInputStream(path);
                DigestInputStream digesting = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER];
            while (digesting.read(buffer) >= 0) {
                // The stream digests what passes.
            }
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static StartFailure changed(String fact, String hint) {
        return new StartFailure(Reason.PROGRAM_CHANGED, fact, hint);
    }
}
