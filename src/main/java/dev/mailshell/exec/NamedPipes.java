package dev.mailshell.exec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the named pipes of a job come from. */
interface NamedPipes {

    /**
     * Puts pipes that nobody has used, mode 0600, where nothing is yet.
     *
     * @throws IOException if they cannot be made
     */
    void put(List<Path> pipes) throws IOException, InterruptedException;

    /** Makes them now, which takes a process: Java has no mkfifo(3). */
    static void make(List<Path> pipes) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-m", "600"));
        pipes.forEach(pipe -> arguments.add(pipe.toString()));
        SystemTool answer = SystemTool.run("mkfifo", arguments);
        if (!answer.succeeded()) {
            throw new IOException("no named pipes can be made (" + answer.text() + ")");
        }
    }
}
