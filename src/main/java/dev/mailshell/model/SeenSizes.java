package dev.mailshell.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sizes of a server's audit log that a client has seen: the answer shall prove that the log has only grown since.
 *
 * @param sizes ascending, at most {@link #MOST}
 */
public record SeenSizes(List<Long> sizes) {

    /** As many as a command can name. */
    public static final int MOST = 16;

    /** None: the first contact, or a client that does not ask. */
    public static final SeenSizes NONE = new SeenSizes(List.of());

    /** @throws InvalidMessage if they are too many, not ascending, or not positive */
    public SeenSizes {
        sizes = List.copyOf(sizes);
        if (sizes.size() > MOST) {
            throw new InvalidMessage(
                    Reason.COMMAND_INVALID, "audit has " + sizes.size() + " sizes (expected at most " + MOST + ")");
        }
        long before = 0;
        for (long size : sizes) {
            if (size <= before) {
                throw new InvalidMessage(Reason.COMMAND_INVALID, "audit is not a list of ascending, positive sizes");
            }
            before = size;
        }
    }

    /** Of the form that {@link #toString} has. */
    public static SeenSizes parse(String text) {
        return text.isEmpty()
                ? NONE
                : new SeenSizes(
                        Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList());
    }

    /** {@code 5,10}; empty for none. */
    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
