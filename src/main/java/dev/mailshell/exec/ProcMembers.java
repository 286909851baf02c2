package dev.mailshell.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Members of a job by any trace that they keep of it: session, parent, marker variable, working directory, open files. A
 * process has to shed all of them, and its parent has to end before it is seen, to be missed; or to be gone, by forking and
 * exiting, at every one of many looks.
 */
final class ProcMembers implements JobMembers {
    private static final int MAX_LOOKS = 100;
    private static final int MAX_LOOKS_UNSEEN = 10;
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Sighting NOTHING = new Sighting(Set.of(), Set.of());
    private static final int GLANCES = 10;
    private static final long NOBODY = 0;
    // One by one, these take less time than the list of all.
    private static final int FEW_PIDS = 64;

    private final ProcFs proc;
    private final JobTraces traces;
    private final FirstRound round;
    private final Process first;
    private final JobSessions sessions;
    private final Map<Long, Long> bornByPid = new HashMap<>();

    ProcMembers(ProcFs proc, JobTraces traces, FirstRound round, Process first) {
        this.proc = proc;
        this.traces = traces;
        this.round = round;
        this.first = first;
        Optional<Long> ours = proc.process(ProcessHandle.current().pid()).map(ProcessEntry::session);
        this.sessions = new JobSessions(first.pid(), traces.ownSession(), ours);
    }

    @Override
    public Sighting look(Consumer<ProcessHandle> signal) throws IOException {
        long start = System.nanoTime();
        // Strangers fork too. Only a job that was seen is worth more looks, and no more than a limited time.
        int maxLooks = bornByPid.isEmpty() ? MAX_LOOKS_UNSEEN : MAX_LOOKS;
        long last = proc.lastPid();
        Sighting seen = lookOnce(signal, Optional.empty()).orElse(NOTHING);
        for (int looks = 1; seen.isEmpty() && looks < maxLooks; looks++) {
            long before = last;
            last = proc.lastPid();
            if (last == before || System.nanoTime() - start > LIMIT.toNanos()) {
                return seen;
            }
            // Only who was born meanwhile can have been missed.
            seen = lookOnce(signal, Optional.of(before)).orElse(seen);
        }
        return seen;
    }

    /** @param pid after which to look for the youngest first; the others are read only if one of them is a member */
    private Optional<Sighting> lookOnce(Consumer<ProcessHandle> signal, Optional<Long> pid) throws IOException {
        // Asked before the table is read: as long as the first process is not reaped, its pid is its own.
        boolean firstHere = first.isAlive();
        sessions.update(proc.lastPid(), firstHere);
        List<ProcessEntry> table = new ArrayList<>();
        List<ProcessEntry> candidates = new ArrayList<>();
        Set<ProcessEntry> members = new HashSet<>();
        Consumer<ProcessEntry> examine = entry -> {
            table.add(entry);
            boolean isFirst = firstHere && entry.pid() == first.pid();
            if (isFirst || traces.possible(entry)) {
                candidates.add(entry);
                if (isFirst || isKnown(entry) || hasTrace(entry)) {
                    handle(entry).ifPresent(signal);
                    members.add(entry);
                }
            }
        };
        // Who forks and exits all the time is gone before a table is read, but hardly before one entry is.
        glance(firstHere, examine);
        if (pid.isPresent()) {
            proc.youngerThan(pid.get()).filter(ProcessEntry::alive).forEach(examine);
            addKin(members, candidates);
            if (members.isEmpty()) {
                return Optional.empty();
            }
        }
        long oldest = read(examine);
        sessions.forget(table, oldest, members);
        addKin(members, candidates);
        members.forEach(entry -> bornByPid.put(entry.pid(), entry.born()));
        members.stream().map(this::handle).flatMap(Optional::stream).forEach(signal);
        Set<Long> pids = members.stream().map(ProcessEntry::pid).collect(Collectors.toSet());
        return Optional.of(new Sighting(pids, groups(table, oldest, members)));
    }

    private void glance(boolean firstHere, Consumer<ProcessEntry> examine) throws IOException {
        long gone = firstHere ? NOBODY : first.pid();
        Optional<ProcessEntry> before = Optional.empty();
        for (int i = 0; i < GLANCES; i++) {
            long last = proc.lastPid();
            if (last == gone) {
                // Nobody was born since. Who was being born when this was seen first shows by its parent, which waits.
                return;
            }
            Optional<ProcessEntry> youngest = proc.processWithoutThreads(last).filter(ProcessEntry::alive);
            if (!youngest.equals(before)) {
                youngest.ifPresent(examine);
            }
            gone = youngest.isPresent() ? NOBODY : last;
            before = youngest;
        }
    }

    /**
     * Reads the table from the newest process on, and no further than to the first one where that is surely all of the job: its
     * members descend from the first process, so their pids were given out later. So were those of who shares a session with them
     * that one of them made, and hence a group in it: nobody gets into a session but by birth, or into a group but in its session.
     *
     * @return the lowest pid that was read
     */
    private long read(Consumer<ProcessEntry> examine) throws IOException {
        long last = proc.lastPid();
        boolean few = traces.ownSession() && last - first.pid() <= FEW_PIDS && round.isSure(first.pid(), last);
        long oldest = few ? first.pid() : 0;
        Stream<ProcessEntry> entries = few ? proc.youngerThan(oldest - 1) : proc.processes();
        entries.filter(ProcessEntry::alive).forEach(examine);
        return oldest;
    }

    private boolean isKnown(ProcessEntry entry) {
        return Objects.equals(bornByPid.get(entry.pid()), entry.born());
    }

    private boolean hasTrace(ProcessEntry entry) {
        if (traces.marked(entry)) {
            sessions.add(entry);
            return true;
        }
        return traces.near(entry);
    }

    private void addKin(Set<ProcessEntry> members, List<ProcessEntry> candidates) {
        boolean grown = true;
        while (grown) {
            Set<Long> pids = members.stream().map(ProcessEntry::pid).collect(Collectors.toSet());
            grown = members.addAll(candidates.stream()
                    .filter(entry -> pids.contains(entry.parent()) || sessions.hold(entry))
                    .toList());
        }
    }

    /** A handle that is surely of this process: its pid was not given to another one before the handle was made. */
    private Optional<ProcessHandle> handle(ProcessEntry entry) {
        return ProcessHandle.of(entry.pid()).filter(handle -> isThere(entry));
    }

    /**
     * The groups of the members and of the sessions, without those that hold a process that is no member, or may hold one that was not
     * read: our own group does, in which the first process is until it has a session.
     */
    private Set<ProcessGroup> groups(List<ProcessEntry> table, long oldest, Set<ProcessEntry> members) {
        Set<Long> groups = new HashSet<>(sessions.numbers());
        members.stream().filter(entry -> entry.session() >= oldest).forEach(entry -> groups.add(entry.group()));
        table.stream()
                .filter(entry -> groups.contains(entry.group()) && !members.contains(entry) && isThere(entry))
                .forEach(entry -> groups.remove(entry.group()));
        return groups.stream()
                .map(group -> new ProcessGroup(group, leaderBorn(group)))
                .collect(Collectors.toSet());
    }

    private OptionalLong leaderBorn(long group) {
        Long born = bornByPid.get(group);
        if (born != null) {
            return OptionalLong.of(born);
        }
        // Nobody else gets the number of a zombie: a group that we know has it for a leader.
        return proc.process(group).filter(leader -> !leader.alive()).stream()
                .mapToLong(ProcessEntry::born)
                .findFirst();
    }

    private boolean isThere(ProcessEntry entry) {
        return proc.process(entry.pid())
                .filter(now -> now.born() == entry.born() && now.alive())
                .isPresent();
    }
}
