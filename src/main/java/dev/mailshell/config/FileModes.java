package dev.mailshell.config;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.crypto.FileOwners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Checks who can use and who can change what is in a home. A link is as good as what it leads to. */
public final class FileModes {

    private static final int ANY = 07777;
    private static final int RIGHTS_OF_OTHERS = 0077;
    private static final int WRITE_OF_OTHERS = 0022;

    private final Path home;
    private final FileOwners owners;
    private final Problems problems;

    FileModes(Path home, FileOwners owners, Problems problems) {
        this.home = home;
        this.owners = owners;
        this.problems = problems;
    }

    /**
     * Looks at one path, which exists.
     *
     * @param why follows its name in the message
     * @throws ConfigFailure if it is not for us alone
     * @throws IOException if its mode cannot be found out
     */
    public static void requirePrivate(Home home, Path path, String why) throws ConfigFailure, IOException {
        Problems problems = new Problems();
        new FileModes(home.directory(), FileOwners.ours(), problems).requirePrivate(path, why);
        problems.throwIfAny();
    }

    /** Adds a problem if {@code path}, which exists, is not for us alone; {@code why} follows the name. */
    void requirePrivate(Path path, String why) throws IOException {
        requireAccepted(path);
        int mode = mode(path);
        if ((mode & RIGHTS_OF_OTHERS) != 0) {
            String expected = Files.isDirectory(path) ? "700" : "600";
            problems.add(
                    place(path),
                    why + " others can use it (mode " + octal(mode) + ", expected 0" + expected + ")",
                    (owners.isRootsNotOurs(path) ? "chown " + owners.user() + " " + path + ", then " : "") + "chmod "
                            + expected + " " + path);
        } else if (owners.isRootsNotOurs(path)) {
            problems.add(
                    place(path),
                    "the " + kind(path) + " is for root alone (expected for " + owners.user() + ")",
                    owners.hint(path.toString()));
        }
    }

    /**
     * Adds a problem if {@code folder}, which exists, is not for us alone. Others may need it as it is, so the hint changes nothing about
     * it: {@code advice}, and how to make a folder below.
     */
    void requireOwnFolder(Path folder, String advice) throws IOException {
        int mode = mode(folder);
        if (owners.faultOf(folder).isPresent() || owners.isRootsNotOurs(folder) || (mode & RIGHTS_OF_OTHERS) != 0) {
            problems.add(
                    place(folder),
                    "the folder is not for us alone (owner "
                            + Files.getOwner(folder).getName() + ", mode " + octal(mode) + "; expected owner "
                            + owners.user() + ", mode 0700)",
                    advice + ": install -d -m 700 -o " + owners.user() + " " + folder.resolve("mailshell"));
        }
    }

    /** Adds a problem if anyone but us can change {@code path}; what does not exist has none. */
    void requireOurs(Path path) throws IOException {
        if (Files.exists(path)) {
            requireAccepted(path);
            writableByOthers(place(path), path).ifPresent(problems::add);
        }
    }

    private void requireAccepted(Path path) throws IOException {
        Optional<String> fault = owners.faultOf(path);
        if (fault.isPresent()) {
            problems.add(place(path), "the " + kind(path) + " " + fault.get(), owners.hint(path.toString()));
        }
    }

    /** What is wrong with the mode of {@code path}, which exists, if its group or others may write it. */
    static Optional<Problem> writableByOthers(String place, Path path) throws IOException {
        int mode = mode(path);
        if ((mode & WRITE_OF_OTHERS) == 0) {
            return Optional.empty();
        }
        String fact = "the " + kind(path) + " can be written by others (mode " + octal(mode)
                + ", expected no more than " + octal(mode & ~WRITE_OF_OTHERS) + ")";
        return Optional.of(new Problem(place, fact, "chmod go-w " + path));
    }

    private String place(Path path) {
        boolean inside = path.startsWith(home) && !path.equals(home);
        return inside ? home.relativize(path).toString() : path.toString();
    }

    private static String kind(Path path) {
        return Files.isDirectory(path) ? "folder" : "file";
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & ANY;
    }

    private static String octal(int mode) {
        return String.format(Locale.ROOT, "%04o", mode);
    }
}
