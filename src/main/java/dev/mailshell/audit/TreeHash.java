package dev.mailshell.audit;

import dev.mailshell.model.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of a tree (RFC 9162 section 2.1.1); the first byte keeps a leaf from passing for a node. */
final class TreeHash {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    static Sha256 ofLeaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return Sha256.of(digest.digest(entry));
    }

    static Sha256 ofNode(Sha256 left, Sha256 right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        return Sha256.of(digest.digest(right.bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
