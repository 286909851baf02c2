package dev.mailshell.audit;

import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.util.List;

/** Checks proofs that a log has only grown. */
public final class Consistency {

    private Consistency() {}

    /** Whether {@code path} proves that the entries of {@code older} are the first ones of {@code newer} (RFC 9162 section 2.1.4.2). */
    public static boolean isProved(TreeHead older, TreeHead newer, List<Sha256> path) {
        if (older.size() >= newer.size()) {
            return older.equals(newer) && path.isEmpty();
        }
        long node = older.size() - 1;
        long last = newer.size() - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        // A complete subtree is known to who asks, so the proof leaves it out.
        int next = node == 0 ? 0 : 1;
        if (path.size() < next) {
            return false;
        }
        Sha256 oldRoot = node == 0 ? older.root() : path.get(0);
        Sha256 newRoot = oldRoot;
        for (Sha256 hash : path.subList(next, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldRoot = TreeHash.ofNode(hash, oldRoot);
                newRoot = TreeHash.ofNode(hash, newRoot);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newRoot = TreeHash.ofNode(newRoot, hash);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldRoot.equals(older.root()) && newRoot.equals(newer.root());
    }
}
