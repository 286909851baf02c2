package dev.mailshell.audit;

import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.ConsistencyProof;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A reply does not fit what its client has seen of the audit log before.
 *
 * @param reason in what way
 * @param fact what was, and what was expected
 * @param asked what the command asked to be proved
 * @param known what the client has kept
 * @param received what the reply says
 */
public record AuditAlarm(
        Reason reason, String fact, List<TreeHead> asked, Optional<SeenLog> known, Optional<AuditStatement> received) {

    /** What to do. */
    public static final String HINT = "look at that server before you trust its records: mailshell audit verify there,"
            + " with --seen and the file of this client; if the log began anew for a reason that you know, delete that file";

    /** For a file that keeps both sides, in the form of the notes of a client: {@code error:}, {@code hint:}, then the evidence. */
    public String evidence() {
        StringBuilder text = new StringBuilder();
        text.append("error: ").append(reason).append(", ").append(fact).append('\n');
        text.append("hint: ").append(HINT).append('\n');
        text.append("\nasked to be proved:\n");
        asked.forEach(
                head -> text.append(head.size()).append(' ').append(head.root()).append('\n'));
        text.append("\nseen before:\n");
        known.ifPresent(log -> {
            text.append("key ").append(log.key()).append('\n');
            log.checkpoints().forEach(seen -> text.append(SeenLog.line(seen)).append('\n'));
        });
        text.append("\nreceived:\n");
        received.ifPresent(statement -> {
            text.append("key ").append(statement.newest().key()).append('\n');
            text.append(SeenLog.line(statement.newest())).append('\n');
            statement.proofs().forEach(proof -> text.append(line(proof)).append('\n'));
        });
        return text.toString();
    }

    private static String line(ConsistencyProof proof) {
        return "proof " + proof.from() + " "
                + proof.path().stream().map(Sha256::hex).collect(Collectors.joining(" "));
    }
}
