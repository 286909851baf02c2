package dev.mailshell.journal;

import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * A CSV file (RFC 4180) that grows by whole rows, with mode 0600. When it is full it moves aside, to {@code name.1.csv}, and so do those
 * before it; the oldest is deleted. For one thread at a time.
 */
final class Table {

    /** All quoted: a semicolon in a cell separates nothing. */
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private final Path file;
    private final List<String> columns;
    private final long largest;
    private final int kept;

    /**
     * Opens nothing yet.
     *
     * @param file its name ends with {@code .csv}
     * @param columns the first row of each file
     * @param largest how many bytes a file may have
     * @param kept how many full ones are kept
     */
    Table(Path file, List<String> columns, long largest, int kept) {
        this.file = file;
        this.columns = List.copyOf(columns);
        this.largest = largest;
        this.kept = kept;
    }

    /** Appends a row: all of it or, if that fails, nothing. */
    void append(List<String> texts) throws IOException {
        byte[] row = row(texts);
        PrivateFile.ensure(file);
        long size = Files.size(file);
        if (Files.isRegularFile(file) && size > 0 && size + row.length > largest) {
            moveAside();
            PrivateFile.ensure(file);
        }
        write(row);
    }

    private void write(byte[] row) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            try {
                channel.position(size);
                writeFully(channel, start(channel, size));
                writeFully(channel, row);
            } catch (IOException e) {
                takeBack(channel, size, e);
                throw e;
            }
        }
    }

    private static void takeBack(FileChannel channel, long size, IOException failure) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** What comes before the row: the columns, or the end of a row that a crash has cut. */
    private byte[] start(FileChannel channel, long size) throws IOException {
        if (size == 0) {
            return row(columns);
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) == '\n' ? new byte[0] : FORMAT.getRecordSeparator().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static byte[] row(List<String> texts) {
        Object[] cells = texts.stream().map(Cell::of).toArray();
        return (FORMAT.format(cells) + FORMAT.getRecordSeparator()).getBytes(StandardCharsets.UTF_8);
    }

    private void moveAside() throws IOException {
        for (int number = kept; number > 0; number--) {
            Path newer = number == 1 ? file : full(number - 1);
            if (Files.exists(newer)) {
                Files.move(newer, full(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path full(int number) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ".csv".length()) + "." + number + ".csv");
    }

    /** Loads what the first row needs. */
    void prepare() {
        row(columns);
    }
}
