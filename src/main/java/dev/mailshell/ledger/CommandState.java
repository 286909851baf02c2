package dev.mailshell.ledger;

/** How far a command is. */
public enum CommandState {
    /** The intent is on disk; nothing has run. */
    ACCEPTED,
    /** Its process was about to start, or has. */
    RUNNING,
    /** The final status is on disk, with the sealed reply. */
    FINISHED,
    /** An SMTP server has accepted the reply. */
    REPLIED
}
