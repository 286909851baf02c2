package dev.mailshell.cli;

import dev.mailshell.exec.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder of mode 0700 that takes all that is in it with it. */
record DemoFolder(Path path) implements AutoCloseable {

    static DemoFolder create() throws IOException {
        return new DemoFolder(Files.createTempDirectory("mailshell-demo"));
    }

    @Override
    public void close() throws IOException {
        TreeRemoval.remove(path);
    }
}
