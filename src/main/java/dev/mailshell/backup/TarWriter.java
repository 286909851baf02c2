package dev.mailshell.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Writes files and folders as the ustar format of POSIX has it, which every {@code tar} reads. */
final class TarWriter {

    static final int BLOCK = 512;
    static final int NAME = 100;
    static final int PREFIX = 155;

    private final OutputStream out;
    private final Instant at;

    /** @param at the time that all entries have */
    TarWriter(OutputStream out, Instant at) {
        this.out = out;
        this.at = at;
    }

    /** @throws IOException also if its name has no place to be split at */
    void folder(TarEntry entry) throws IOException {
        out.write(header(entry));
    }

    /**
     * Writes as many bytes as the entry says.
     *
     * @throws EOFException if there are fewer
     */
    void file(TarEntry entry, InputStream content) throws IOException {
        out.write(header(entry));
        byte[] buffer = new byte[1 << 16];
        long left = entry.bytes();
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(entry.name() + " became shorter while it was read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        out.write(new byte[padding(entry.bytes())]);
    }

    /** Two empty blocks; nothing comes after. */
    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    /** How many bytes fill the last block. */
    static int padding(long bytes) {
        return (int) ((BLOCK - bytes % BLOCK) % BLOCK);
    }

    private byte[] header(TarEntry entry) throws IOException {
        byte[] header = new byte[BLOCK];
        byte[] name = TarEntry.encoded(entry.isFolder() ? entry.name() + "/" : entry.name());
        int split = split(name);
        int rest = split == 0 ? 0 : split + 1;
        System.arraycopy(name, rest, header, 0, name.length - rest);
        System.arraycopy(name, 0, header, 345, split);
        octal(header, 100, 8, entry.isFolder() || entry.isExecutable() ? 0700 : 0600);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, entry.bytes());
        octal(header, 136, 12, at.getEpochSecond());
        header[156] = (byte) (entry.isFolder() ? '5' : '0');
        text(header, 257, "ustar\00000");
        text(header, 148, String.format(Locale.ROOT, "%06o\0 ", checksum(header)));
        return header;
    }

    /** Where the slash is that the format leaves out; 0 if the name is short. */
    private static int split(byte[] name) throws IOException {
        if (name.length <= NAME) {
            return 0;
        }
        for (int at = Math.max(1, name.length - NAME - 1); at <= Math.min(PREFIX, name.length - 2); at++) {
            if (name[at] == '/') {
                return at;
            }
        }
        throw new IOException(new String(name, StandardCharsets.UTF_8)
                + ": the name is too long for an archive (expected at most 100 bytes of a file, 155 of its folders)");
    }

    private static void octal(byte[] header, int at, int width, long value) {
        text(header, at, String.format(Locale.ROOT, "%0" + (width - 1) + "o", value));
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** The sum of all bytes, those of the sum itself taken for blanks. */
    static int checksum(byte[] header) {
        int sum = 0;
        for (int at = 0; at < BLOCK; at++) {
            sum += at >= 148 && at < 156 ? ' ' : header[at] & 0xff;
        }
        return sum;
    }
}
