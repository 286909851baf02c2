package dev.mailshell.audit;

import dev.mailshell.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tree of hashes over the entries of a log (RFC 9162 section 2.1). Of it, only the complete subtrees are kept; all else follows from
 * them in a number of steps that grows with the logarithm of its size.
 *
 * @param <E> what a look at the store can end in
 */
public final class MerkleTree<E extends Exception> {

    /** The complete subtrees of a log. */
    @FunctionalInterface
    public interface Subtrees<E extends Exception> {

        /**
         * The hash of the complete subtree over {@code 2^level} entries.
         *
         * @param index how many subtrees of that level are before it
         */
        Sha256 hash(int level, long index) throws E;
    }

    private final Subtrees<E> subtrees;

    /** The tree over {@code subtrees}. */
    public MerkleTree(Subtrees<E> subtrees) {
        this.subtrees = subtrees;
    }

    /** The hash of the tree over the first {@code size} entries, of which there is at least one. */
    public Sha256 root(long size) throws E {
        return hash(0, size);
    }

    /** The consistency proof (RFC 9162 section 2.1.4.1) between the first {@code from} entries and the first {@code to}, which are no fewer. */
    public List<Sha256> consistency(long from, long to) throws E {
        List<Sha256> path = new ArrayList<>();
        collect(from, 0, to, true, path);
        return path;
    }

    /**
     * Tells the hashes of all subtrees that are complete with the entry {@code index}, from 0: its own first, then each above it.
     *
     * @param leaf its hash
     * @param before the subtrees that were complete before it
     */
    public static <E extends Exception> void completedBy(
            long index, Sha256 leaf, Subtrees<E> before, Consumer<Sha256> completed) throws E {
        Sha256 hash = leaf;
        completed.accept(hash);
        int level = 0;
        for (long rest = index; (rest & 1) == 1; rest >>>= 1) {
            hash = TreeHash.ofNode(before.hash(level, rest - 1), hash);
            completed.accept(hash);
            level++;
        }
    }

    private void collect(long from, long begin, long end, boolean isKnown, List<Sha256> path) throws E {
        long size = end - begin;
        if (from == size) {
            if (!isKnown) {
                path.add(hash(begin, end));
            }
            return;
        }
        long left = leftOf(size);
        if (from <= left) {
            collect(from, begin, begin + left, isKnown, path);
            path.add(hash(begin + left, end));
        } else {
            collect(from - left, begin + left, end, false, path);
            path.add(hash(begin, begin + left));
        }
    }

    private Sha256 hash(long begin, long end) throws E {
        long size = end - begin;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return subtrees.hash(level, begin >>> level);
        }
        long left = leftOf(size);
        return TreeHash.ofNode(hash(begin, begin + left), hash(begin + left, end));
    }

    /** The largest power of two below {@code size}. */
    private static long leftOf(long size) {
        return Long.highestOneBit(size - 1);
    }
}
