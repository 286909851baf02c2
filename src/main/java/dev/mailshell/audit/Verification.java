package dev.mailshell.audit;

import dev.mailshell.model.Amount;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks a whole audit log: each entry, each link of the chain, each hash, each checkpoint, and what clients have seen of it. */
public final class Verification {

    /**
     * What was found.
     *
     * @param entries how many there are
     * @param checkpoints how many were kept
     * @param sealed how many entries the newest checkpoint covers
     * @param seen how many checkpoints that clients saw were compared
     */
    public record Sound(long entries, int checkpoints, long sealed, int seen) {}

    private static final String HINT =
            "find out who can write the state folder; compare with what clients have seen (--seen) and with exports";

    private final AuditRecords records;
    private final IdentityName log;
    private final String key;
    private final GrowingTree tree = new GrowingTree();
    private Sha256 last = AuditEntry.NONE;

    /**
     * Of one server.
     *
     * @param log its name
     * @param key its public key, as checkpoints name it
     */
    public Verification(AuditRecords records, IdentityName log, String key) {
        this.records = records;
        this.log = log;
        this.key = key;
    }

    /**
     * Reads all of it.
     *
     * @param signed what the server has signed, as it lies outside the log
     * @param seen checkpoints that clients have kept
     * @throws Tampered for the first thing that is not as it was
     */
    public Sound check(List<SealedCheckpoint> signed, List<SealedCheckpoint> seen) throws IOException, Tampered {
        List<SealedCheckpoint> own = checkpoints();
        for (SealedCheckpoint checkpoint : own) {
            requireSignature(checkpoint, over(checkpoint));
        }
        for (SealedCheckpoint checkpoint : signed) {
            requireSignature(checkpoint, over(checkpoint) + " that this server has signed");
        }
        for (SealedCheckpoint checkpoint : seen) {
            requireSignature(checkpoint, over(checkpoint) + " that a client saw");
        }
        Map<Long, List<Expected>> expected = new TreeMap<>();
        own.forEach(checkpoint -> expect(expected, new Expected(checkpoint, "were sealed")));
        signed.forEach(checkpoint -> expect(expected, new Expected(checkpoint, "this server has signed")));
        seen.forEach(checkpoint -> expect(expected, new Expected(checkpoint, "a client has seen")));
        readAll(expected);
        for (List<Expected> missing : expected.values()) {
            throw tooShort(missing.get(0));
        }
        long sealed = own.isEmpty() ? 0 : own.get(own.size() - 1).head().size();
        return new Sound(tree.size(), own.size(), sealed, seen.size());
    }

    private static String over(SealedCheckpoint checkpoint) {
        return "the checkpoint over " + Amount.of(checkpoint.head().size(), "entry", "entries");
    }

    private static void expect(Map<Long, List<Expected>> expected, Expected checkpoint) {
        expected.merge(checkpoint.sealed().head().size(), List.of(checkpoint), (before, more) -> Stream.concat(
                        before.stream(), more.stream())
                .toList());
    }

    private List<SealedCheckpoint> checkpoints() throws Tampered {
        try {
            return records.checkpoints();
        } catch (InvalidMessage | DateTimeException e) {
            throw new Tampered(
                    Reason.AUDIT_SIGNATURE_INVALID, "a checkpoint cannot be read: " + e.getMessage(), HINT, e);
        }
    }

    private void requireSignature(SealedCheckpoint checkpoint, String what) throws Tampered {
        if (!checkpoint.key().equals(key)) {
            throw new Tampered(
                    Reason.AUDIT_KEY_CHANGED,
                    what + " is signed with another key (was " + checkpoint.key() + ", expected " + key + ")",
                    HINT);
        }
        if (!checkpoint.checkpoint().log().equals(log) || !AuditKey.fits(checkpoint)) {
            throw new Tampered(Reason.AUDIT_SIGNATURE_INVALID, what + " has a signature that does not fit", HINT);
        }
    }

    private void readAll(Map<Long, List<Expected>> expected) throws IOException, Tampered {
        try {
            records.forEach(Long.MIN_VALUE, (number, encoded, hashes) -> {
                try {
                    read(number, encoded, hashes);
                    for (Expected checkpoint : expected.getOrDefault(tree.size(), List.of())) {
                        requireRoot(checkpoint);
                    }
                    expected.remove(tree.size());
                } catch (Tampered e) {
                    throw new IOException(e);
                }
            });
        } catch (IOException e) {
            if (e.getCause() instanceof Tampered tampered) {
                throw tampered;
            }
            throw e;
        }
    }

    private void read(long stored, byte[] encoded, byte[] hashes) throws Tampered {
        long number = tree.size() + 1;
        if (stored != number) {
            throw broken("entry " + number + " is missing (the next one is " + stored + ")");
        }
        AuditEntry entry = decode(number, encoded);
        if (entry.number() != number || !entry.previous().equals(last)) {
            throw broken("entry " + number + " does not follow the one before it (it says that it is entry "
                    + entry.number() + ", after " + entry.previous() + "; expected after " + last + ")");
        }
        last = AuditEntry.hashOf(encoded);
        if (!Arrays.equals(hashes, Sha256.joined(tree.add(last)))) {
            throw broken("entry " + number + " is not what it was when it was added (its hash is " + last + " now)");
        }
    }

    private static AuditEntry decode(long number, byte[] encoded) throws Tampered {
        try {
            return AuditEntry.decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new Tampered(Reason.AUDIT_CHAIN_BROKEN, "entry " + number + " cannot be read", HINT, e);
        }
    }

    private void requireRoot(Expected checkpoint) throws Tampered {
        TreeHead head = checkpoint.sealed().head();
        if (!tree.head().equals(head)) {
            throw new Tampered(
                    Reason.AUDIT_NOT_EXTENDED,
                    "the first " + head.size() + " entries are not those that " + checkpoint.verb() + " at "
                            + checkpoint.sealed().checkpoint().sealedAt() + " (their hash was "
                            + tree.head().root() + ", expected " + head.root() + ")",
                    HINT);
        }
    }

    private Tampered tooShort(Expected missing) {
        return new Tampered(
                Reason.AUDIT_ROLLED_BACK,
                "the log has " + Amount.of(tree.size(), "entry", "entries") + " (expected at least "
                        + missing.sealed().head().size() + ", which " + missing.verb() + " at "
                        + missing.sealed().checkpoint().sealedAt() + ")",
                HINT);
    }

    private static Tampered broken(String fact) {
        return new Tampered(Reason.AUDIT_CHAIN_BROKEN, fact, HINT);
    }

    /** A checkpoint, and who vouches for it. */
    private record Expected(SealedCheckpoint sealed, String verb) {}
}
