package dev.mailshell.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads what {@link TarWriter} writes, and nothing else of what archives can hold: no links, no devices, no extensions. */
final class TarReader {

    private static final int BLOCK = TarWriter.BLOCK;

    private final InputStream in;
    private long left;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next entry, or none at the end of the archive, after which nothing may come. The one before must have been {@linkplain #copy read}.
     *
     * @throws IOException if it is not as expected here
     */
    Optional<TarEntry> next() throws IOException {
        if (left != 0 || padding != 0) {
            throw new IllegalStateException("an entry was not read");
        }
        byte[] header = block();
        if (isEmpty(header)) {
            if (!isEmpty(block()) || in.read() >= 0) {
                throw new DamagedArchive("the archive does not end with two empty blocks");
            }
            return Optional.empty();
        }
        TarEntry entry = entry(header);
        left = entry.bytes();
        padding = TarWriter.padding(entry.bytes());
        return Optional.of(entry);
    }

    /** Copies the bytes of the entry. */
    void copy(OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new DamagedArchive("the archive ends in an entry");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        byte[] filling = in.readNBytes(padding);
        if (filling.length != padding || !isEmpty(filling)) {
            throw new DamagedArchive("what fills a block of the archive is not empty");
        }
        padding = 0;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new DamagedArchive("the archive is cut off");
        }
        return block;
    }

    private static boolean isEmpty(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static TarEntry entry(byte[] header) throws IOException {
        char type = (char) header[156];
        boolean isFolder = type == '5';
        if (octal(header, 148, 6) != TarWriter.checksum(header)
                || !text(header, 257, 6).equals("ustar")) {
            throw new DamagedArchive("the header of an entry is damaged");
        }
        if (!isFolder && type != '0') {
            throw new DamagedArchive("an entry is neither a file nor a folder");
        }
        String prefix = text(header, 345, TarWriter.PREFIX);
        String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, TarWriter.NAME);
        if (isFolder && name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        try {
            return new TarEntry(name, isFolder, (octal(header, 100, 7) & 0100) != 0, octal(header, 124, 11));
        } catch (IllegalArgumentException e) {
            throw new DamagedArchive(e.getMessage(), e);
        }
    }

    private static long octal(byte[] header, int at, int digits) throws IOException {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            if (header[i] < '0' || header[i] > '7') {
                throw new DamagedArchive("a number in the header of an entry is damaged");
            }
            value = (value << 3) + (header[i] - '0');
        }
        return value;
    }

    private static String text(byte[] header, int at, int width) throws IOException {
        int end = at;
        while (end < at + width && header[end] != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOfRange(header, at, end)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedArchive("the name of an entry is not in UTF-8", e);
        }
    }
}
