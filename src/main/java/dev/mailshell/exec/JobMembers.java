package dev.mailshell.exec;

import java.io.IOException;
import java.util.function.Consumer;

/** Finds the processes of one job. */
interface JobMembers {

    /**
     * Those that are alive now, as far as they can be found.
     *
     * @param signal is given each as soon as it is found, maybe more than once: a moment later some are gone
     */
    Sighting look(Consumer<ProcessHandle> signal) throws IOException;
}
