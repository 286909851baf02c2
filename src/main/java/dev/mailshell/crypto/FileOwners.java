package dev.mailshell.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may own the files of a home: whoever owns a file can change it, whatever its mode is.
 *
 * @param accepted names of users by their numbers (POSIX uid)
 */
public record FileOwners(Map<Integer, String> accepted) {

    private static final String UID = "unix:uid";
    private static final int ROOT = 0;

    /** Copies {@code accepted}. */
    public FileOwners {
        accepted = Map.copyOf(accepted);
    }

    /**
     * The user that runs this program, and root.
     *
     * @throws IOException if no temporary file can be made
     */
    public static FileOwners ours() throws IOException {
        // Java does not tell the number of its user, but a new file has it.
        Path probe = Files.createTempFile("mailshell", null);
        try {
            Map<Integer, String> accepted = new TreeMap<>(Map.of(ROOT, "root"));
            accepted.put(
                    (Integer) Files.getAttribute(probe, UID),
                    Files.getOwner(probe).getName());
            return new FileOwners(accepted);
        } finally {
            Files.delete(probe);
        }
    }

    /** What is wrong with the owner of {@code path}, or of what it leads to as a link; empty if nothing is. */
    public Optional<String> faultOf(Path path) throws IOException {
        if (accepted.containsKey((Integer) Files.getAttribute(path, UID))) {
            return Optional.empty();
        }
        return Optional.of("belongs to " + Files.getOwner(path).getName() + " (expected "
                + String.join(" or ", new TreeMap<>(accepted).descendingMap().values()) + ")");
    }

    /** What to do about a fault of {@code path}, as it is to be shown. */
    public String hint(String path) {
        return "chown " + user() + " " + path + ", or run this as its owner";
    }

    /** The name of the user that runs this program. */
    public String user() {
        return new TreeMap<>(accepted).lastEntry().getValue();
    }

    /** Whether the owner of {@code path}, or of what it leads to as a link, is accepted but does not run this program: is root. */
    public boolean isRootsNotOurs(Path path) throws IOException {
        Integer owner = (Integer) Files.getAttribute(path, UID);
        return accepted.containsKey(owner) && !owner.equals(new TreeMap<>(accepted).lastKey());
    }
}
