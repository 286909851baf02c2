package dev.mailshell.camel;

import dev.mailshell.model.Invocation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the commands were that a client sends: in memory for the last ones, in the folders of command files for the others. */
final class SentInvocations {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.log");
    private static final int REMEMBERED = 1000;

    private final CommandFile files;
    private final Path[] folders;
    private final Map<UUID, Invocation> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Invocation> eldest) {
            return size() > REMEMBERED;
        }
    };

    SentInvocations(CommandFile files, Path... folders) {
        this.files = files;
        this.folders = folders.clone();
    }

    synchronized void remember(UUID id, Invocation invocation) {
        last.put(id, invocation);
    }

    /** Empty also if its file is gone or cannot be read: a log is written all the same. */
    synchronized Optional<Invocation> find(UUID id) {
        return Optional.ofNullable(last.get(id)).or(() -> read(id));
    }

    private Optional<Invocation> read(UUID id) {
        try {
            for (Path folder : folders) {
                Optional<Path> file = file(folder, id);
                if (file.isPresent()) {
                    return Optional.of(files.read(file.get()).invocation());
                }
            }
        } catch (IOException | Refusal | RuntimeException e) {
            LOG.debug("the command file of {} cannot be read for the log", id, e);
        }
        return Optional.empty();
    }

    private static Optional<Path> file(Path folder, UUID id) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, id + "-*.{cmd,json}")) {
            Iterator<Path> files = found.iterator();
            return files.hasNext() ? Optional.of(files.next()) : Optional.empty();
        }
    }
}
