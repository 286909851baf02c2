package dev.mailshell.exec;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Members of a job where there is no {@code /proc}: the first process and whoever descends from it. A process whose parent has
 * ended before it was ever seen is not found.
 */
final class DescendantMembers implements JobMembers {
    private final Set<ProcessHandle> known = new LinkedHashSet<>();

    DescendantMembers(ProcessHandle first) {
        known.add(first);
    }

    @Override
    public Sighting look(Consumer<ProcessHandle> signal) {
        known.addAll(known.stream().flatMap(DescendantMembers::descendants).toList());
        Set<ProcessHandle> alive = known.stream().filter(ProcessHandle::isAlive).collect(Collectors.toSet());
        alive.forEach(signal);
        return new Sighting(alive.stream().map(ProcessHandle::pid).collect(Collectors.toSet()), Set.of());
    }

    private static Stream<ProcessHandle> descendants(ProcessHandle process) {
        return process.descendants();
    }
}
