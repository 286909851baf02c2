package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A message that comes in parts, as far as it has come.
 *
 * @param key who signed it, and the id of the command
 * @param document what all its parts have in common
 * @param parts how many there are
 * @param kept the parts that are there, by their number from 1; the files are only to be read
 * @param lastArrival when the last of them came
 */
public record PartialMessage(
        CommandKey key, Path document, int parts, SortedMap<Integer, Path> kept, Instant lastArrival) {

    /** Whether all parts are there. */
    public boolean isComplete() {
        return kept.size() == parts;
    }

    /** The parts that are there, in their order. */
    public List<Path> files() {
        return List.copyOf(kept.values());
    }
}
