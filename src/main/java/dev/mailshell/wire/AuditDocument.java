package dev.mailshell.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.ConsistencyProof;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.util.List;

/** An {@link AuditStatement} as version 1 writes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditDocument(
        String log, Long size, String root, String sealedAt, String key, String signature, List<ProofDocument> proofs) {

    /** That the log has only grown since it had {@code from} entries. */
    record ProofDocument(Long from, List<String> path) {

        static ProofDocument of(ConsistencyProof proof) {
            return new ProofDocument(
                    proof.from(), proof.path().stream().map(Sha256::hex).toList());
        }

        ConsistencyProof toProof() {
            return new ConsistencyProof(
                    Field.present("from", from),
                    Field.withoutNulls("path", Field.present("path", path)).stream()
                            .map(Sha256::new)
                            .toList());
        }
    }

    static AuditDocument of(AuditStatement statement) {
        SealedCheckpoint newest = statement.newest();
        return new AuditDocument(
                newest.checkpoint().log().value(),
                newest.head().size(),
                newest.head().root().hex(),
                newest.checkpoint().sealedAt().toString(),
                newest.key(),
                newest.signature(),
                statement.proofs().isEmpty()
                        ? null
                        : statement.proofs().stream().map(ProofDocument::of).toList());
    }

    AuditStatement toStatement() {
        Checkpoint checkpoint = new Checkpoint(
                Field.name("log", log),
                new TreeHead(Field.present("size", size), new Sha256(Field.present("root", root))),
                Field.instant("sealedAt", sealedAt));
        return new AuditStatement(
                new SealedCheckpoint(checkpoint, Field.present("key", key), Field.present("signature", signature)),
                proofs == null
                        ? List.of()
                        : Field.withoutNulls("proofs", proofs).stream()
                                .map(ProofDocument::toProof)
                                .toList());
    }
}
