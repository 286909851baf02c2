package dev.mailshell.exec;

import java.io.IOException;
import java.util.Set;

/** Finds the processes of one job. */
interface JobMembers {

    /** Those that are alive now, as far as they can be found. */
    Set<ProcessHandle> alive() throws IOException;
}
