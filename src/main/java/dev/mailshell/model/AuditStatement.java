package dev.mailshell.model;

import java.util.List;
import java.util.Optional;

/**
 * What a reply says of its server's audit log.
 *
 * @param newest the newest checkpoint that there was when the reply was made; it need not cover the command that is answered
 * @param proofs that the log has only grown since each size that the command named, as far as the newest covers it
 */
public record AuditStatement(SealedCheckpoint newest, List<ConsistencyProof> proofs) {

    /** @throws InvalidMessage if there are more proofs than a command can ask for */
    public AuditStatement {
        proofs = List.copyOf(proofs);
        if (proofs.size() > SeenSizes.MOST) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "too many proofs of the audit log");
        }
    }

    /** The proof since the log had {@code size} entries. */
    public Optional<ConsistencyProof> proofFrom(long size) {
        return proofs.stream().filter(proof -> proof.from() == size).findFirst();
    }
}
