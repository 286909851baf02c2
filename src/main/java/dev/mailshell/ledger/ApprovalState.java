package dev.mailshell.ledger;

/** How far the wait of a command for its approvals is. */
public enum ApprovalState {
    /** It waits; no other state takes votes. */
    WAITING,
    /** It has all approvals and has not gone on yet. */
    APPROVED,
    /** It has gone on: from here on it is a command like any other. */
    RESUMED,
    /** An approver said no. */
    DENIED,
    /** Too few approvals came in time, or it could not go on in time. */
    EXPIRED,
    /** It was called back. */
    CANCELLED
}
