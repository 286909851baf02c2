package dev.mailshell.audit;

import dev.mailshell.model.Sha256;

/** The two hashes of a tree (RFC 9162 section 2.1.1); the first byte keeps a leaf from passing for a node. */
final class TreeHash {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private TreeHash() {}

    static Sha256 ofLeaf(byte[] entry) {
        return Sha256.ofContent(LEAF, entry);
    }

    static Sha256 ofNode(Sha256 left, Sha256 right) {
        return Sha256.ofContent(NODE, left.bytes(), right.bytes());
    }
}
