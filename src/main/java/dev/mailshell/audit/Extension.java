package dev.mailshell.audit;

import dev.mailshell.model.Amount;
import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.TreeHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reply does to what its client knows of the server's audit log. */
public sealed interface Extension {

    /**
     * It fits.
     *
     * @param log what is known now; empty if that is still nothing
     */
    record Fits(Optional<SeenLog> log) implements Extension {}

    /** It does not; what was known stays. */
    record Breaks(AuditAlarm alarm) implements Extension {}

    /**
     * Compares.
     *
     * @param server whose reply it is
     * @param known what the client has kept of its log
     * @param asked what was known when the command was sent, and named in it: the log had come so far before the reply was made
     * @param received what the reply says
     */
    static Extension of(
            IdentityName server, Optional<SeenLog> known, List<TreeHead> asked, Optional<AuditStatement> received) {
        Optional<Fault> fault = received.isPresent()
                ? fault(server, known, asked, received.get())
                : asked.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                Reason.AUDIT_MISSING,
                                "the reply of " + server + " says nothing of its audit log (expected at least "
                                        + Amount.of(newest(asked).size(), "entry", "entries") + ")"));
        if (fault.isPresent()) {
            return new Breaks(new AuditAlarm(fault.get().reason(), fault.get().fact(), asked, known, received));
        }
        return new Fits(received.isPresent() ? Optional.of(extended(known, received.get())) : known);
    }

    private static Optional<Fault> fault(
            IdentityName server, Optional<SeenLog> known, List<TreeHead> asked, AuditStatement received) {
        SealedCheckpoint newest = received.newest();
        if (known.isPresent() && !known.get().key().equals(newest.key())) {
            return Fault.of(
                    Reason.AUDIT_KEY_CHANGED,
                    "the audit log of " + server + " is signed with another key (was " + newest.key() + ", expected "
                            + known.get().key() + ")");
        }
        // What is known was checked when it came, and a server seals less often than it answers.
        boolean isSigned = checkpoints(known).contains(newest) || AuditKey.fits(newest);
        if (!newest.checkpoint().log().equals(server) || !isSigned) {
            return Fault.of(
                    Reason.AUDIT_SIGNATURE_INVALID,
                    "the signature of the audit log of " + server + " does not fit, or is one of another log");
        }
        if (!asked.isEmpty() && newest.head().size() < newest(asked).size()) {
            return Fault.of(
                    Reason.AUDIT_ROLLED_BACK,
                    "the audit log of " + server + " was rolled back (was "
                            + newest.head().size() + " entries, expected at least "
                            + newest(asked).size() + ")");
        }
        boolean extendsAll = asked.stream().allMatch(head -> isProved(head, received))
                && checkpoints(known).stream().noneMatch(seen -> contradicts(seen.head(), received));
        return extendsAll
                ? Optional.empty()
                : Fault.of(
                        Reason.AUDIT_NOT_EXTENDED,
                        "the audit log of " + server
                                + " does not extend what was seen of it before: entries were changed or left out");
    }

    private static boolean isProved(TreeHead head, AuditStatement received) {
        return received.proofFrom(head.size())
                .filter(proof -> Consistency.isProved(head, received.newest().head(), proof.path()))
                .isPresent();
    }

    /** What was seen meanwhile cannot have been asked for; but two roots of one size are of two logs. */
    private static boolean contradicts(TreeHead seen, AuditStatement received) {
        TreeHead newest = received.newest().head();
        return seen.size() == newest.size()
                ? !seen.equals(newest)
                : received.proofFrom(seen.size()).isPresent() && !isProved(seen, received);
    }

    private static SeenLog extended(Optional<SeenLog> known, AuditStatement received) {
        SealedCheckpoint newest = received.newest();
        List<SealedCheckpoint> checkpoints = new ArrayList<>(checkpoints(known));
        checkpoints.removeIf(
                seen -> isProved(seen.head(), received) || seen.head().equals(newest.head()));
        checkpoints.add(newest);
        return new SeenLog(newest.checkpoint().log(), newest.key(), checkpoints);
    }

    private static List<SealedCheckpoint> checkpoints(Optional<SeenLog> known) {
        return known.map(SeenLog::checkpoints).orElse(List.of());
    }

    private static TreeHead newest(List<TreeHead> heads) {
        return heads.get(heads.size() - 1);
    }

    /** What is wrong. */
    record Fault(Reason reason, String fact) {
        static Optional<Fault> of(Reason reason, String fact) {
            return Optional.of(new Fault(reason, fact));
        }
    }
}
