package dev.mailshell.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Files that come with a job.
 *
 * @param stdin what the process reads on its standard input, if it is a file
 * @param inDirectory what it finds in its directory, by plain name
 */
public record JobFiles(Optional<Content> stdin, Map<String, Content> inDirectory) {

    /** None. */
    public static final JobFiles NONE = new JobFiles(Optional.empty(), Map.of());

    /** Copies {@code inDirectory}. */
    public JobFiles {
        inDirectory = Map.copyOf(inDirectory);
    }

    /** What a file holds. */
    @FunctionalInterface
    public interface Content {

        /** Writes it whole; {@code out} is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }
}
