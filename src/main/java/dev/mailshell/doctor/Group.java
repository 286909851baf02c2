package dev.mailshell.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that are made one after the other; other groups are examined at the same time.
 *
 * @param name such as {@code imap}
 * @param needs names of groups, listed before it, of which nothing may have failed
 * @param chained whether a check makes sense only if nothing before it failed
 * @param omission why none of it is to be made; empty if it is
 */
record Group(String name, List<Check> checks, Set<String> needs, boolean chained, Optional<String> omission) {

    Group {
        checks = List.copyOf(checks);
        needs = Set.copyOf(needs);
    }

    /** Of checks that have nothing to do with each other. */
    static Group of(String name, Check... checks) {
        return new Group(name, List.of(checks), Set.of(), false, Optional.empty());
    }

    /** Of checks each of which needs those before it. */
    static Group chain(String name, Check... checks) {
        return new Group(name, List.of(checks), Set.of(), true, Optional.empty());
    }

    Group after(String... groups) {
        return new Group(name, checks, Set.of(groups), chained, omission);
    }

    Group unless(boolean omitted, String reason) {
        return omitted && omission.isEmpty() ? new Group(name, checks, needs, chained, Optional.of(reason)) : this;
    }

    List<Finding> skipped(String reason) {
        return checks.stream()
                .map(check -> Finding.skipped(check.name(), reason))
                .toList();
    }
}
