package dev.mailshell.policy;

import dev.mailshell.model.Resources;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The smaller one of two bounds; of a bound and none, the bound. */
final class Strictest {

    private Strictest() {}

    static <T extends Comparable<T>> Optional<T> of(Optional<T> one, Optional<T> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }

    static OptionalLong of(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return one.getAsLong() <= other.getAsLong() ? one : other;
    }

    static OptionalInt of(OptionalInt one, OptionalInt other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return one.getAsInt() <= other.getAsInt() ? one : other;
    }

    /** Of each resource, the smaller one of the first two bounds; the last where neither has one. */
    static Resources of(Resources one, Resources other, Resources otherwise) {
        return new Resources(
                of(one.cpu(), other.cpu()).or(otherwise::cpu),
                or(of(one.memory(), other.memory()), otherwise.memory()),
                or(of(one.processes(), other.processes()), otherwise.processes()),
                or(of(one.fileSize(), other.fileSize()), otherwise.fileSize()),
                or(of(one.openFiles(), other.openFiles()), otherwise.openFiles()));
    }

    private static OptionalLong or(OptionalLong bound, OptionalLong otherwise) {
        return bound.isPresent() ? bound : otherwise;
    }

    private static OptionalInt or(OptionalInt bound, OptionalInt otherwise) {
        return bound.isPresent() ? bound : otherwise;
    }
}
