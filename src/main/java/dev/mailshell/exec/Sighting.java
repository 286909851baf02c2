package dev.mailshell.exec;

import java.util.Set;

/**
 * What one look found of a job.
 *
 * @param pids of its processes, also of those that ended before they could be signalled: what they forked may live
 * @param groups process groups that hold nothing but processes of the job, if anything
 */
record Sighting(Set<Long> pids, Set<ProcessGroup> groups) {

    boolean isEmpty() {
        return pids.isEmpty();
    }
}
