package dev.mailshell.audit;

import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** A tree that is built entry by entry, of which only the subtrees at its right edge are kept. */
final class GrowingTree {

    private final Deque<Sha256> edge = new ArrayDeque<>();
    private long size;

    /** Adds an entry; the hashes of all subtrees that are complete with it, its own first. */
    List<Sha256> add(Sha256 leaf) {
        List<Sha256> completed = new ArrayList<>();
        MerkleTree.completedBy(size, leaf, (level, index) -> edge.pop(), completed::add);
        edge.push(completed.get(completed.size() - 1));
        size++;
        return completed;
    }

    long size() {
        return size;
    }

    /** Of a tree that has an entry. */
    TreeHead head() {
        Iterator<Sha256> fromTheRight = edge.iterator();
        Sha256 root = fromTheRight.next();
        while (fromTheRight.hasNext()) {
            root = TreeHash.ofNode(fromTheRight.next(), root);
        }
        return new TreeHead(size, root);
    }
}
