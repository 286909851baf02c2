package dev.mailshell.exec;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sessions of one job: that of its first process, if it leads one, and those that its members made. */
final class JobSessions {
    private final long first;
    private final Optional<Long> ours;
    private final PidReuse reuse;
    private final Set<Long> numbers = new HashSet<>();

    /**
     * @param first the pid of the first process
     * @param ownSession whether that leads a session
     * @param ours the session that we are in, if that is known
     */
    JobSessions(long first, boolean ownSession, Optional<Long> ours) {
        this.first = first;
        this.ours = ours;
        this.reuse = new PidReuse(first);
        if (ownSession) {
            numbers.add(first);
        }
    }

    /** To be called before each look, with what {@link PidReuse#update} asks for. */
    void update(long last, boolean firstHere) {
        reuse.update(last, firstHere);
    }

    /** Takes in the session of who has the marker. */
    void add(ProcessEntry marked) {
        // Who inherited the marker and left our session made a new one, or descends from who made it.
        if (!ours.equals(Optional.of(marked.session()))) {
            numbers.add(marked.session());
        }
    }

    boolean hold(ProcessEntry entry) {
        return numbers.contains(entry.session());
    }

    Set<Long> numbers() {
        return Set.copyOf(numbers);
    }

    /**
     * Forgets those that are not the job's, or not any more: the number of a session can be a stranger's as soon as that session has
     * ended.
     *
     * @param table all processes, or, if none of the job has a lower pid, those from {@code oldest} on
     */
    void forget(List<ProcessEntry> table, long oldest, Collection<ProcessEntry> members) {
        // A session that is older than the job is not its own, though somebody in it has the marker.
        numbers.removeIf(session -> session < oldest);
        Set<Long> there = table.stream().map(ProcessEntry::session).collect(Collectors.toSet());
        // Who forks and exits all the time may be in it and not be seen.
        numbers.removeIf(session -> !there.contains(session) && (session != first || reuse.isPossible()));
        table.stream().filter(entry -> !members.contains(entry)).forEach(entry -> numbers.remove(entry.pid()));
    }
}
