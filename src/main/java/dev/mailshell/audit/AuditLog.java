package dev.mailshell.audit;

import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.TreeHead;
import java.util.Optional;

/** The audit log of a running server, as far as checkpoints go; entries are added with what they tell of. Safe for use by several threads. */
public interface AuditLog {

    /** How far it has come, if that is further than the newest checkpoint. */
    Optional<TreeHead> unsealed();

    /** Whether the first entries are still those of {@code head}. */
    boolean beginsWith(TreeHead head);

    /** Keeps a checkpoint whose signature was checked; nothing happens if there is one that covers as much. */
    void keep(SealedCheckpoint checkpoint);

    /** What a reply says to a client that has seen these sizes; empty before the first checkpoint. */
    Optional<AuditStatement> statement(SeenSizes seen);
}
