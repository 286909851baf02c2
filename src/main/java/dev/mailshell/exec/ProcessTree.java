package dev.mailshell.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ends all processes of one job: first they are asked (TERM), then they are killed (KILL). */
final class ProcessTree {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final JobMembers members;
    private final GroupKiller killer;
    private final Duration grace;
    private final Duration killLimit;

    /**
     * @param grace time between TERM and KILL
     * @param killLimit time from the first KILL until what is still there is given up
     */
    ProcessTree(JobMembers members, GroupKiller killer, Duration grace, Duration killLimit) {
        this.members = members;
        this.killer = killer;
        this.grace = grace;
        this.killLimit = killLimit;
    }

    /**
     * Returns when none is found any more. Gives up on processes that no KILL ends, and on those that fork faster than they can
     * be killed.
     *
     * @return the pids of those, as they were seen last; normally none
     * @throws IOException if the process table cannot be read or process groups cannot be killed
     */
    List<Long> end() throws IOException {
        return kill(ask()).pids().stream().sorted().toList();
    }

    private Sighting ask() throws IOException {
        Set<ProcessHandle> asked = new HashSet<>();
        Pace pace = new Pace(grace);
        Sighting seen = askOnce(asked);
        while (!seen.isEmpty() && !pace.isOver()) {
            pace.pause();
            seen = askOnce(asked);
        }
        return seen;
    }

    private Sighting askOnce(Set<ProcessHandle> asked) throws IOException {
        // Parents first: one that waits for its children would take their end for its own success.
        NavigableSet<ProcessHandle> found = new TreeSet<>();
        Sighting seen = members.look(found::add);
        // Once each: some programs take a second TERM for an order to drop everything.
        found.stream().filter(asked::add).forEach(ProcessHandle::destroy);
        return seen;
    }

    /** Kills even if none was seen: a process that forks and exits all the time is gone whenever it is looked at. */
    private Sighting kill(Sighting last) throws IOException {
        Pace pace = new Pace(killLimit);
        Sighting seen = last;
        Optional<IOException> failure = killGroups(seen);
        while ((!seen.isEmpty() || failure.isPresent()) && !pace.isOver()) {
            seen = members.look(ProcessHandle::destroyForcibly);
            failure = killGroups(seen);
            pace.pause();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return seen;
    }

    private Optional<IOException> killGroups(Sighting seen) {
        try {
            killer.kill(seen.groups());
            return Optional.empty();
        } catch (IOException failure) {
            // Among too many processes no other one may start, until some of them are gone.
            return Optional.of(failure);
        }
    }

    /** Looks again soon at first, then less often, until a time is over. */
    private static final class Pace {
        private final long start = System.nanoTime();
        private final Duration limit;
        private Duration pause = FIRST_PAUSE;

        Pace(Duration limit) {
            this.limit = limit;
        }

        boolean isOver() {
            return System.nanoTime() - start > limit.toNanos();
        }

        void pause() {
            Uninterrupted.pause(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
