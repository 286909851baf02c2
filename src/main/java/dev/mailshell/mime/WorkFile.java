package dev.mailshell.mime;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file for work in progress, mode 0600. It belongs to who took it from its {@link WorkFolder}, until it is closed. */
public final class WorkFile implements Closeable {

    private static final int BUFFER = 16 * 1024;
    private static final Set<OpenOption> REWRITE = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final WorkFolder folder;
    private final AtomicBoolean closed = new AtomicBoolean();

    WorkFile(Path path, WorkFolder folder) {
        this.path = path;
        this.folder = folder;
    }

    /** Where it is. There may be no file yet, before {@link #write()}. */
    public Path path() {
        return path;
    }

    /** Opens it for writing from its beginning, buffered; the caller closes the stream. */
    public OutputStream write() throws IOException {
        return new BufferedOutputStream(
                Channels.newOutputStream(Files.newByteChannel(path, REWRITE, PrivateFile.OWNER_ONLY)), BUFFER);
    }

    /** Gives it back, without what it holds. Whoever has the path still must not use it. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (!closed.getAndSet(true)) {
            folder.giveBack(path);
        }
    }
}
