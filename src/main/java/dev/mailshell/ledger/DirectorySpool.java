package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A spool in a directory of mode 0700, one file of mode 0600 a mail. A file has its final name only once all of it is on
 * disk. One process at a time may use the directory. A name could come back only if the clock is set back while the spool is
 * closed and empty.
 */
public final class DirectorySpool implements Spool {

    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final int maxEntries;
    private final SpoolNames names;
    private int reserved;

    private DirectorySpool(Path directory, int maxEntries, SpoolNames names, int reserved) {
        this.directory = directory;
        this.maxEntries = maxEntries;
        this.names = names;
        this.reserved = reserved;
    }

    /**
     * Opens the spool, makes its directory if it is not there, and deletes what an earlier process did not finish writing.
     *
     * @param directory for the spool alone
     * @param clock when a mail arrives, for the names
     * @param maxEntries how many mails may be pending, so that strangers cannot fill the disk; at least 1
     * @throws IOException also if others may enter the directory
     */
    public static DirectorySpool open(Path directory, InstantSource clock, int maxEntries) throws IOException {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries must be at least 1 (was " + maxEntries + ")");
        }
        DurableFiles.directory(directory);
        for (Path file : DurableFiles.list(directory)) {
            if (file.toString().endsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
        List<SpooledMail> pending = entries(directory);
        Optional<String> last = pending.isEmpty()
                ? Optional.empty()
                : Optional.of(pending.get(pending.size() - 1).name());
        return new DirectorySpool(directory, maxEntries, new SpoolNames(clock, last), pending.size());
    }

    @Override
    public SpooledMail store(InputStream mail, long atMost) throws IOException {
        reserve();
        boolean stored = false;
        try {
            SpooledMail entry = write(mail, atMost);
            stored = true;
            return entry;
        } finally {
            if (!stored) {
                release();
            }
        }
    }

    @Override
    public void remove(SpooledMail mail) throws IOException {
        if (!directory.equals(mail.file().getParent())) {
            throw new IllegalArgumentException("not an entry of this spool");
        }
        if (Files.deleteIfExists(mail.file())) {
            release();
        }
    }

    @Override
    public List<SpooledMail> pending() throws IOException {
        return entries(directory);
    }

    private static List<SpooledMail> entries(Path directory) throws IOException {
        return DurableFiles.list(directory).stream()
                .filter(SpoolNames::isEntry)
                .map(SpoolNames::entry)
                .toList();
    }

    private synchronized void reserve() throws IOException {
        if (reserved >= maxEntries) {
            throw new IOException(
                    "the spool is full (was " + reserved + " mails, expected fewer than " + maxEntries + ")");
        }
        reserved++;
    }

    private synchronized void release() {
        reserved--;
    }

    private SpooledMail write(InputStream mail, long atMost) throws IOException {
        String name = names.next();
        Path part = directory.resolve(name + UNFINISHED);
        try {
            boolean tooLarge = copy(mail, atMost, part);
            SpooledMail entry = SpoolNames.entry(directory, name, tooLarge);
            DurableFiles.rename(part, entry.file());
            return entry;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Copies at most so many bytes to disk; whether there were more. */
    private static boolean copy(InputStream mail, long atMost, Path part) throws IOException {
        try (FileChannel file = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), DurableFiles.ownerOnly())) {
            byte[] buffer = new byte[16 * 1024];
            long left = atMost;
            while (left > 0) {
                int read = mail.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                writeAll(file, ByteBuffer.wrap(buffer, 0, read));
                left -= read;
            }
            file.force(true);
            return left == 0 && mail.read() >= 0;
        }
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
