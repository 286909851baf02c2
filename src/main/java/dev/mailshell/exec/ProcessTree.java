package dev.mailshell.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Ends all processes of one job: first they are asked (TERM), then they are killed (KILL). */
final class ProcessTree {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final JobMembers members;
    private final Duration grace;
    private final Duration killLimit;

    /**
     * @param grace time between TERM and KILL
     * @param killLimit time from the first KILL until what is still there is given up
     */
    ProcessTree(JobMembers members, Duration grace, Duration killLimit) {
        this.members = members;
        this.grace = grace;
        this.killLimit = killLimit;
    }

    /**
     * Returns when none is found any more. Gives up on processes that no KILL ends.
     *
     * @return the pids of those; normally none
     */
    List<Long> end() throws IOException {
        Set<ProcessHandle> asked = new HashSet<>();
        // Asked once each: some programs take a second TERM for an order to drop everything.
        Consumer<ProcessHandle> term = member -> {
            if (asked.add(member)) {
                member.destroy();
            }
        };
        if (gone(term, grace).isEmpty()) {
            return List.of();
        }
        return gone(ProcessHandle::destroyForcibly, killLimit).stream()
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    private Set<ProcessHandle> gone(Consumer<ProcessHandle> signal, Duration limit) throws IOException {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        Set<ProcessHandle> alive = lookTwice();
        while (!alive.isEmpty()) {
            alive.forEach(signal);
            if (System.nanoTime() - start > limit.toNanos()) {
                return alive;
            }
            Uninterrupted.pause(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            alive = lookTwice();
        }
        return alive;
    }

    /** One look can miss a process that was born while its parent, already passed over or not yet reached, ended. */
    private Set<ProcessHandle> lookTwice() throws IOException {
        Set<ProcessHandle> alive = members.alive();
        return alive.isEmpty() ? members.alive() : alive;
    }
}
