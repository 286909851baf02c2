package dev.mailshell.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** New files that no one but their owner ever could read. */
public final class PrivateFile {

    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFile() {}

    /**
     * Creates {@code file} with mode 0600 and opens it for writing, buffered; the caller closes the stream.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     */
    public static OutputStream create(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, options, OWNER_ONLY));
        return new BufferedOutputStream(out, 16 * 1024);
    }

    /**
     * Creates {@code file} with mode 0600 and this text in UTF-8.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     */
    public static void write(Path file, String text) throws IOException {
        try (OutputStream out = create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Sees to it that {@code file} exists and that its mode is 0600, for who appends to it; a new one is empty. What is no regular file, such as a
     * link to a device, stays as it is.
     *
     * @throws IOException also if it belongs to somebody else, or is a link that leads nowhere: who opens it would create a file of another mode
     */
    public static void ensure(Path file) throws IOException {
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(file)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY.value());
            } else if (!Files.exists(file)) {
                throw new FileSystemException(file.toString(), null, "a link that leads nowhere (expected a file)");
            }
        }
    }

    /**
     * Puts {@code content} where {@code file} names, with mode 0600 and in place of what was there. Who sees the file sees all of it, also
     * after a loss of power: it is written beside, under a hidden name, forced to disk, and then renamed. For its name, see
     * {@link #forceNames}.
     */
    public static void publish(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        try {
            try (OutputStream out = create(unfinished)) {
                content.writeTo(out);
            }
            force(unfinished, StandardOpenOption.WRITE);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Forces the content of {@code file} to disk. */
    public static void force(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Forces the names of the files in {@code directory} to disk, so that a loss of power undoes no {@link #publish}. */
    public static void forceNames(Path directory) throws IOException {
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
