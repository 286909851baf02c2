package dev.mailshell.audit;

import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.ConsistencyProof;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An audit log in memory, whose server signs as it is told to. */
public final class TestLog {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final IdentityName name;
    private final KeyPair keys;
    private final GrowingTree tree = new GrowingTree();
    private final List<List<Sha256>> completed = new ArrayList<>();

    private TestLog(IdentityName name, KeyPair keys) {
        this.name = name;
        this.keys = keys;
    }

    /** An empty one, with a key of its own. */
    public static TestLog of(String name) throws GeneralSecurityException {
        return new TestLog(
                new IdentityName(name),
                KeyPairGenerator.getInstance(AuditKey.ALGORITHM).generateKeyPair());
    }

    /** An empty one of the same server, which signs with the same key. */
    public TestLog anew() {
        return new TestLog(name, keys);
    }

    /** With so many entries more, each as {@code story} tells. */
    public TestLog add(String story, int entries) {
        for (int i = 0; i < entries; i++) {
            completed.add(tree.add(TreeHash.ofLeaf((story + completed.size()).getBytes(StandardCharsets.US_ASCII))));
        }
        return this;
    }

    /** What a reply says now to who has seen {@code sizes}. */
    public AuditStatement statement(long... sizes) throws GeneralSecurityException {
        List<ConsistencyProof> proofs = new ArrayList<>();
        for (long size : sizes) {
            if (size <= tree.size()) {
                proofs.add(new ConsistencyProof(size, path(size)));
            }
        }
        return new AuditStatement(sealed(), proofs);
    }

    private List<Sha256> path(long from) {
        MerkleTree<RuntimeException> now = new MerkleTree<>((level, index) ->
                completed.get(Math.toIntExact(((index + 1) << level) - 1)).get(level));
        return now.consistency(from, tree.size());
    }

    /** A checkpoint over all that there is. */
    public SealedCheckpoint sealed() throws GeneralSecurityException {
        Checkpoint checkpoint = new Checkpoint(name, head(), NOON);
        Signature signature = Signature.getInstance(AuditKey.ALGORITHM);
        signature.initSign(keys.getPrivate());
        signature.update(checkpoint.signedBytes());
        return new SealedCheckpoint(checkpoint, base64(keys.getPublic().getEncoded()), base64(signature.sign()));
    }

    TreeHead head() {
        return tree.head();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
