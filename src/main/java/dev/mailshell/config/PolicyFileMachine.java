package dev.mailshell.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a policy names, as it is on this machine now. Each thing is looked at once. */
final class PolicyFileMachine {

    private static final int STICKY = 01000;
    private static final int WRITE_OF_GROUP = 0020;
    private static final int WRITE_OF_OTHERS = 0002;
    private static final int ANY = 07777;
    private static final List<String> FOLDERS =
            List.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin", "/usr/local/sbin");

    private final Path home;
    private final Map<String, Optional<Fault>> programs = new HashMap<>();
    private final Map<Path, Optional<Fault>> writable = new HashMap<>();
    private final Map<String, Boolean> users = new HashMap<>();

    /** What is wrong, and what to do. */
    record Fault(String fact, String hint) {}

    /** @param home where the policy lies */
    PolicyFileMachine(Path home) {
        this.home = home;
    }

    /** What is wrong with a program: it is not there, or others can change it. */
    Optional<Fault> faultOfProgram(String path) {
        return programs.computeIfAbsent(path, this::look);
    }

    private Optional<Fault> look(String path) {
        try {
            Path program = Path.of(path);
            if (!Files.isRegularFile(program)) {
                return Optional.of(
                        new Fault(path + " does not exist on this machine", "install it, or correct the path"));
            }
            return faultUpwards(program.toRealPath());
        } catch (IOException | InvalidPathException e) {
            return unseen(path);
        }
    }

    /** Whoever can write a folder can put another one, or another program, in the place of what is in it. */
    private Optional<Fault> faultUpwards(Path real) throws IOException {
        for (Path path = real; path != null; path = path.getParent()) {
            Optional<Fault> known = writable.get(path);
            Optional<Fault> fault = known == null ? writableFault(path) : known;
            writable.put(path, fault);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> writableFault(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode") & ANY;
        boolean group = (mode & WRITE_OF_GROUP) != 0
                && !Files.readAttributes(path, PosixFileAttributes.class)
                        .group()
                        .getName()
                        .equals("root");
        boolean others = (mode & WRITE_OF_OTHERS) != 0;
        // In a sticky folder such as /tmp, nobody replaces what is somebody else's.
        boolean sticky = Files.isDirectory(path) && (mode & STICKY) != 0;
        if (sticky || !(group || others)) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                path + " can be written by " + (others ? "anybody" : "its group")
                        + String.format(Locale.ROOT, " (mode %04o)", mode),
                "chmod go-w " + path));
    }

    /** What is wrong with a program of which the digest is known. */
    Optional<Fault> faultOfDigest(String path, String sha256) {
        Optional<Path> program = path(path).filter(Files::isRegularFile);
        if (program.isEmpty()) {
            // That is said elsewhere.
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(program.get())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            String was = HexFormat.of().formatHex(digest.digest());
            return was.equals(sha256)
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "the sha256 is not that of " + path + " (was " + was + ")",
                            "it will not run; find out who changed it, then write the new digest"));
        } catch (IOException e) {
            return unseen(path);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }

    private static Optional<Fault> unseen(String path) {
        return Optional.of(new Fault(
                PolicyFileValues.shown(path) + " cannot be looked at", "run this as the user that runs the server"));
    }

    boolean hasUser(String name) {
        return users.computeIfAbsent(name, PolicyFileMachine::isUser);
    }

    private static boolean isUser(String name) {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
            return true;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        } catch (IOException e) {
            // Not known is not wrong.
            return true;
        }
    }

    boolean hasProgram(String name) {
        return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    boolean hasInHome(String file) {
        return Files.isRegularFile(home.resolve(file));
    }

    boolean hasDirectory(String path) {
        return path(path).filter(Files::isDirectory).isPresent();
    }

    /** Empty if no file of this system can have such a name. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
