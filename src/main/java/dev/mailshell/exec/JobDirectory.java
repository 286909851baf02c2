package dev.mailshell.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A job's own directory: {@code work}, where the job works and which is its home, and beside it {@code streams}, which stays
 * ours, so that a job of another user cannot touch what was captured.
 */
final class JobDirectory {
    static final FileAttribute<Set<PosixFilePermission>> OWN_FILE = mode("rw-------");
    static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER = mode("rwx------");

    private final Path root;
    private final Path work;
    private final Path streams;

    private JobDirectory(Path root) throws IOException {
        this.root = root;
        this.work = Files.createDirectory(root.resolve("work"), OWN_FOLDER);
        this.streams = Files.createDirectory(root.resolve("streams"), OWN_FOLDER);
    }

    static JobDirectory create(Path parent, String name, Removals removals) throws IOException {
        Files.createDirectories(parent, OWN_FOLDER);
        // The real path: /proc names the files of a process by it.
        Path root = Files.createDirectory(parent.toRealPath().resolve(name), OWN_FOLDER);
        try {
            return new JobDirectory(root);
        } catch (IOException failure) {
            removals.removeAfter(failure, root);
            throw failure;
        }
    }

    Path root() {
        return root;
    }

    Path parent() {
        return root.getParent();
    }

    Path work() {
        return work;
    }

    Path stream(String name) {
        return streams.resolve(name);
    }

    /** Who we are: what we create is ours. */
    int ownUid() throws IOException {
        return (Integer) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    Path writeStdin(Job job) throws IOException {
        if (job.stdin().isEmpty() && job.files().stdin().isEmpty()) {
            return Path.of("/dev/null");
        }
        JobFiles.Content text = out -> out.write(job.stdin().orElseThrow().getBytes(StandardCharsets.UTF_8));
        return write(stream("stdin"), job.files().stdin().orElse(text));
    }

    /** Puts the files that come with a job into {@link #work}. */
    void writeFiles(JobFiles files) throws IOException {
        for (Map.Entry<String, JobFiles.Content> file : files.inDirectory().entrySet()) {
            write(work.resolve(file.getKey()), file.getValue());
        }
    }

    private static Path write(Path file, JobFiles.Content content) throws IOException {
        Files.createFile(file, OWN_FILE);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            content.writeTo(out);
        }
        return file;
    }

    /** Lets a user in as far as {@link #work}, and gives it that with the files in it, and the job's ends of the streams for {@code /dev/stderr}. */
    void giveTo(SystemUser user, List<Path> ends) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        for (Path end : ends) {
            if (end.startsWith(root)) {
                changeOwner(end, user);
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(work)) {
            for (Path file : files) {
                changeOwner(file, user);
            }
        }
        changeOwner(work, user);
    }

    private static void changeOwner(Path path, SystemUser user) throws IOException {
        Files.setAttribute(path, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
