package dev.mailshell.audit;

import dev.mailshell.model.SealedCheckpoint;
import java.io.IOException;
import java.util.List;

/** An audit log as it is stored, whatever was done to it. */
public interface AuditRecords {

    /** Is shown one entry after the other. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Looks at one.
         *
         * @param number its place, as the store has it
         * @param encoded the bytes of the entry
         * @param hashes those of the subtrees that are complete with it, from the leaf up, one after the other
         */
        void visit(long number, byte[] encoded, byte[] hashes) throws IOException;
    }

    /** Shows all entries from {@code number} on, by number. */
    void forEach(long number, Visitor visitor) throws IOException;

    /** The checkpoints, by size. */
    List<SealedCheckpoint> checkpoints();
}
