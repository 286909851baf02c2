package dev.mailshell.ledger;

/** What became of a part that was to be kept. */
public sealed interface Kept {

    /** It is on disk, now or from before: the same part may come twice. */
    record Stored(PartialMessage message) implements Kept {}

    /** It says something else than the parts that are there; nothing was stored. */
    record Contradicts() implements Kept {}

    /**
     * There is no room for it; nothing was stored.
     *
     * @param fact which limit it meets, as {@code fact (was …, expected …)}
     */
    record NoRoom(String fact) implements Kept {}
}
