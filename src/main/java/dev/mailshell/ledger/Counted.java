package dev.mailshell.ledger;

/** What became of a vote. */
public sealed interface Counted {

    /**
     * It counts.
     *
     * @param entry with this vote in it
     */
    record Valid(ApprovalEntry entry) implements Counted {}

    /** No command here asks this voter under that digest. */
    record Unknown() implements Counted {}

    /** The voter asked for the command himself. */
    record Own() implements Counted {}

    /** Several commands ask this voter under a digest that begins so. */
    record Ambiguous() implements Counted {}

    /**
     * The command does not wait any more.
     *
     * @param state what came of the wait
     */
    record TooLate(ApprovalState state) implements Counted {}

    /** The voter has approved it before. */
    record Repeated() implements Counted {}
}
