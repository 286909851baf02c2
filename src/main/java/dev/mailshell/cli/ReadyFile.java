package dev.mailshell.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * The option {@code --ready-file}, and the empty file that it names. It is there while the party is ready, so that whoever started it,
 * such as an init, can wait for that without reading what it prints.
 */
final class ReadyFile {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.ready");

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description =
                    "An empty file that is there while this is ready: made with the ready line, deleted at the stop.")
    private Path file;

    private boolean stopped;

    /** Not asked for, until the option is read. */
    ReadyFile() {}

    /** As if the option had said {@code file}. */
    ReadyFile(Path file) {
        this.file = file;
    }

    /**
     * Deletes the file of a run that was killed.
     *
     * @throws CommandFailure if the file could not be made later, or there is one with content
     */
    void clear() throws CommandFailure, IOException {
        if (file == null) {
            return;
        }
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new CommandFailure(
                    "there is no folder for the ready file " + file,
                    "make it, or name a file elsewhere with --ready-file");
        }
        // Deleted is only what can be ours: a slip of the pen must not cost somebody a policy.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isEmptyFile()) {
            throw new CommandFailure(
                    "the ready file " + file + " is something else (expected an empty file or none)",
                    "name another file with --ready-file");
        }
        Files.deleteIfExists(file);
    }

    private boolean isEmptyFile() throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
    }

    /** Makes the file, unless it was deleted before. */
    synchronized void make() {
        if (file == null || stopped) {
            return;
        }
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the ready file cannot be made", e);
        }
    }

    /** Deletes the file for good. */
    synchronized void delete() {
        stopped = true;
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("the ready file could not be deleted ({})", e.toString());
        }
    }
}
