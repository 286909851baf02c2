package dev.mailshell.camel;

import dev.mailshell.ledger.Approval;
import dev.mailshell.ledger.ApprovalEntry;
import dev.mailshell.ledger.ApprovalState;
import dev.mailshell.ledger.Counted;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a voter is told of the vote, and a client of the end of the wait. */
final class VoteAnswer {

    private VoteAnswer() {}

    /** To one whose vote counts. */
    static Outcome of(ApprovalEntry entry) {
        Approval approval = entry.approval();
        String holds =
                switch (entry.state()) {
                    case APPROVED -> "approved, it runs now";
                    case DENIED -> "denied, it will not run";
                    default -> "it waits for more until " + approval.expiresAt();
                };
        return new Outcome.Told("command " + approval.key().id() + " of "
                + approval.key().signer() + ": " + tally(entry) + " approvals; " + holds + "\n");
    }

    /** Such as {@code 1 of 2}. */
    static String tally(ApprovalEntry entry) {
        return entry.approvedBy().size() + " of " + entry.approval().needed();
    }

    /** To one whose vote does not count. */
    static Refusal refusal(Counted counted) {
        if (counted instanceof Counted.Own) {
            return refused("nobody approves his own command", "another approver has to");
        }
        if (counted instanceof Counted.Repeated) {
            return refused("you have approved it before", "nothing more is needed from you");
        }
        if (counted instanceof Counted.Ambiguous) {
            return new Refusal(
                    Reason.VOTE_UNCLEAR,
                    "several requests have a digest that begins so",
                    "write more digits of the digest, or leave the quoted request below the first line");
        }
        if (counted instanceof Counted.TooLate late) {
            return new Refusal(
                    Reason.VOTE_TOO_LATE,
                    "the command does not wait for votes any more, " + word(late.state()),
                    "nothing is needed from you");
        }
        return refused(
                "no request of this server with that digest asks you",
                "see that the digest is whole and the server is the one that asked");
    }

    private static String word(ApprovalState state) {
        return switch (state) {
            case APPROVED, RESUMED -> "it was approved";
            default -> "it was " + state.name().toLowerCase(Locale.ROOT) + " or has ended";
        };
    }

    private static Refusal refused(String fact, String hint) {
        return new Refusal(Reason.VOTE_REFUSED, fact, hint);
    }

    /**
     * To the client whose command does not go on.
     *
     * @param cancelledBy who called it back, if anybody did
     */
    static Outcome end(ApprovalEntry entry, Optional<IdentityName> cancelledBy) {
        return switch (entry.state()) {
            case DENIED ->
                Outcome.Ended.unrun(
                        FinalStatus.DENIED,
                        new Explanation(
                                Reason.APPROVAL_DENIED,
                                "denied by " + names(entry),
                                "ask there; a new command asks again"));
            case CANCELLED ->
                Outcome.Ended.unrun(
                        FinalStatus.CANCELLED,
                        new Explanation(
                                Reason.APPROVAL_CANCELLED,
                                cancelledBy.map(by -> by + " cancelled it").orElse("it was cancelled")
                                        + " while it waited for approvals; it has not run and will not run",
                                "send a new command if it shall run after all"));
            default -> Outcome.Ended.unrun(FinalStatus.EXPIRED, expired(entry));
        };
    }

    private static Explanation expired(ApprovalEntry entry) {
        boolean isApproved = entry.approvedBy().size() >= entry.approval().needed();
        return new Explanation(
                Reason.APPROVAL_EXPIRED,
                isApproved
                        ? "approved, but the server could not go on with it until "
                                + entry.approval().validUntil()
                        : "too few approvals came until " + entry.approval().expiresAt() + " (was "
                                + entry.approvedBy().size() + ", expected "
                                + entry.approval().needed() + ")",
                "send the command again");
    }

    private static String names(ApprovalEntry entry) {
        return entry.deniedBy().stream().map(IdentityName::value).sorted().collect(Collectors.joining(", "));
    }
}
