package dev.mailshell.exec;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Members of a job by any trace that they keep of it: session, parent, marker variable, working directory, open files. A
 * process has to shed all of them, and its parent has to end before it is seen, to be missed.
 */
final class ProcMembers implements JobMembers {
    private final ProcFs proc;
    private final JobTraces traces;
    private final Process first;
    private final Map<Long, Long> bornByPid = new HashMap<>();

    ProcMembers(ProcFs proc, JobTraces traces, Process first) {
        this.proc = proc;
        this.traces = traces;
        this.first = first;
    }

    @Override
    public Set<ProcessHandle> alive() throws IOException {
        // Asked before the table is read: as long as the first process is not reaped, its pid is its own.
        boolean firstHere = first.isAlive();
        List<ProcessEntry> candidates = proc.processes().stream()
                .filter(entry -> entry.alive() && (isFirst(firstHere, entry) || traces.possible(entry)))
                .toList();
        boolean pidReused = !firstHere && candidates.stream().anyMatch(entry -> entry.pid() == first.pid());
        Set<ProcessEntry> members = candidates.stream()
                .filter(entry -> isKnown(entry)
                        || isFirst(firstHere, entry)
                        || (traces.ownSession() && !pidReused && entry.session() == first.pid())
                        || traces.marked(entry)
                        || traces.near(entry))
                .collect(Collectors.toCollection(HashSet::new));
        addChildren(members, candidates);
        members.forEach(entry -> bornByPid.put(entry.pid(), entry.born()));
        return members.stream().map(this::handle).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private boolean isKnown(ProcessEntry entry) {
        return Objects.equals(bornByPid.get(entry.pid()), entry.born());
    }

    private boolean isFirst(boolean firstHere, ProcessEntry entry) {
        return firstHere && entry.pid() == first.pid();
    }

    private static void addChildren(Set<ProcessEntry> members, List<ProcessEntry> candidates) {
        boolean grown = true;
        while (grown) {
            Set<Long> pids = members.stream().map(ProcessEntry::pid).collect(Collectors.toSet());
            grown = members.addAll(candidates.stream()
                    .filter(entry -> pids.contains(entry.parent()))
                    .toList());
        }
    }

    /** A handle that is surely of this process: its pid was not given to another one before the handle was made. */
    private Optional<ProcessHandle> handle(ProcessEntry entry) {
        return ProcessHandle.of(entry.pid()).filter(handle -> proc.process(entry.pid())
                .filter(now -> now.born() == entry.born() && now.alive())
                .isPresent());
    }
}
