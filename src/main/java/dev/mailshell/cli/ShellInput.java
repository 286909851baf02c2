package dev.mailshell.cli;

import java.io.IOException;
import java.util.Optional;

/** Where the lines of a shell come from: a person or a pipe. */
interface ShellInput {

    /** The next line, or several that belong together; empty at the end. */
    Optional<String> next() throws IOException;
}
