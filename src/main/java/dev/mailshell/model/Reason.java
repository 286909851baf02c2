package dev.mailshell.model;

/** Why a message was refused or a command did not end as asked. Codes are documented in {@code docs/reasons.md}. */
public enum Reason {
    // The mail, before any cryptography.
    /** The mail server never handed it over. */
    MAIL_UNREADABLE,
    /** Stored, but no longer what was stored: the vault cannot decrypt it. */
    VAULT_DAMAGED,
    /** Larger than the limit for one mail. */
    MAIL_TOO_LARGE,
    /** Not a message that RFC 5322 and RFC 2045 describe, or beyond our limits for headers and parts. */
    MAIL_MALFORMED,
    /** Written by a machine: an automatic answer, a bounce or a list (RFC 3834). */
    MAIL_AUTOMATIC,
    /** It goes round in a circle: it was handed on too often, or says that it comes from ourselves. */
    MAIL_LOOPED,
    /** Its From is none of those whose mail is opened here. */
    SENDER_REFUSED,
    /** Its Subject is not as it must be here. */
    SUBJECT_REFUSED,
    /** The trusted mail server did not find what it must find for mail that is opened here. */
    AUTHENTICATION_RESULTS_REFUSED,
    /** So much mail of its sender waits already that there is no room for more. */
    MAIL_RATE_EXCEEDED,
    /** Not of the one content type that an encrypted message has. */
    NOT_ENCRYPTED,

    // Encryption.
    /** Not the structure that RFC 5652 and RFC 5083 describe, or cut off. */
    CMS_MALFORMED,
    /** Not the structure that RFC 9580 describes, or cut off. */
    PGP_MALFORMED,
    /** Not encrypted for a key of ours. */
    NOT_FOR_OUR_KEY,
    /** An algorithm, a parameter or a tag length outside the allow-list. */
    ALGORITHM_REFUSED,
    /** The authentication tag does not fit: changed on the way. */
    INTEGRITY_FAILED,

    // Signature.
    /** Encrypted, but not signed. */
    NOT_SIGNED,
    /** Not exactly one signer. */
    SIGNER_COUNT,
    /** Signed with a key that is not in the trust folder. */
    SIGNER_UNKNOWN,
    /** It offers keys, or answers such an offer, and does not prove the code of an invitation that is open. */
    INVITATION_REFUSED,
    /** The signature does not fit the content. */
    SIGNATURE_INVALID,
    /** The signer's key is past its validity. */
    KEY_EXPIRED,
    /** The signer's key is not valid yet. */
    KEY_NOT_YET_VALID,
    /** The signer's key was revoked. */
    KEY_REVOKED,

    // The signed content.
    /** The signed part is of a type that is not ours. */
    CONTENT_TYPE_REFUSED,
    /** More parts than the form allows. */
    EXTRA_PART,
    /** Not JSON. */
    JSON_MALFORMED,
    /** A field that version 1 does not have. */
    JSON_UNKNOWN_FIELD,
    /** The same key twice in one object. */
    JSON_DUPLICATE_KEY,
    /** Something follows the JSON object. */
    JSON_TRAILING_DATA,
    /** A version other than 1. */
    VERSION_UNSUPPORTED,
    /** A signed text that does not begin with the name of a server: a note, or a quoted or forwarded mail. */
    NOT_A_COMMAND,
    /** A text that is too large, in a character set that we do not read, or with a damaged file in it. */
    TEXT_UNREADABLE,
    /** A typed command holds a character that is not what was typed, such as a curly quote. */
    CHARACTER_REFUSED,
    /** Below a typed command stands a quoted or forwarded mail. */
    QUOTED_TEXT,
    /** A line of a typed command may be half of one that a mail program broke. */
    LINE_WRAPPED,
    /** A field of the command is missing or impossible. */
    COMMAND_INVALID,
    /** A field of the reply is missing or impossible. */
    REPLY_INVALID,
    /** Not the name of a party. */
    NAME_INVALID,
    /** Not a mail address. */
    ADDRESS_INVALID,
    /** The signed {@code from} is not the signer. */
    FROM_NOT_SIGNER,
    /** The signed {@code to} does not name us. */
    NOT_ADDRESSED_TO_US,

    // Parts and files.
    /** Says something else than the other parts of the same message. */
    PART_CONTRADICTS,
    /** So many parts of unfinished messages wait that there is no room for this one. */
    PART_BEYOND_LIMIT,
    /** An attached file has other bytes than the document says. */
    FILE_MISMATCH,

    // Time and replay.
    /** Past {@code expiresAt}, or older than the freshness window. */
    EXPIRED,
    /** Issued in our future, beyond the tolerance. */
    NOT_YET_VALID,
    /** So old that the ledger no longer knows whether it was answered. */
    TOO_OLD_TO_ANSWER,
    /** The ledger was restored from a backup after the command was issued, so that nobody knows whether it ran. */
    RESTORED,
    /** Seen before; it neither runs nor is answered again. */
    DUPLICATE,

    // Policy.
    /** The policy has no entry for this client. */
    CLIENT_WITHOUT_ENTRY,
    /** No role of the client allows it. */
    NOT_ALLOWED,
    /** A value does not match its pattern, is missing, or is one too many; or the command takes no standard input. */
    ARGUMENT_REFUSED,
    /** The attached files are larger than the policy allows. */
    INPUT_TOO_LARGE,
    /** More commands than the rate of the role, or of the command. */
    RATE_EXCEEDED,
    /** No command is known that the client may see and whose id begins so, or several are. */
    COMMAND_UNKNOWN,
    /** What a command has written is not kept, or no more. */
    OUTPUT_UNKNOWN,
    /** No mail is stored here that is called so, or none of users at all. */
    MAIL_UNKNOWN,
    /** Not on this day, or not at this hour. */
    OUT_OF_HOURS,
    /** It takes a one-time code, and none came. */
    TOTP_REQUIRED,
    /** A one-time code came or is required, and the policy names no secret of the client to check one by. */
    TOTP_NOT_ENROLLED,
    /** The one-time code is not right for its time, or it or a later one was used before. */
    TOTP_WRONG,
    /** After too many wrong one-time codes none is looked at for a while. */
    TOTP_LOCKED,
    /** The server cannot use the file with the secret that one-time codes are checked by. */
    TOTP_UNUSABLE,
    /** It takes the consent of more clients than there are beside the one that asks. */
    APPROVERS_MISSING,
    /** The command asks for something that this server does not offer. */
    FEATURE_UNSUPPORTED,

    // Approvals.
    /** The command needs approvals that it cannot get. */
    APPROVAL_IMPOSSIBLE,
    /** So many commands wait for approvals that there is no room for this one. */
    APPROVAL_BEYOND_LIMIT,
    /** An approver has denied it. */
    APPROVAL_DENIED,
    /** Too few approvals came in time. */
    APPROVAL_EXPIRED,
    /** What would run is no longer what was approved. */
    APPROVAL_OUTDATED,
    /** It was called back while it waited for approvals. */
    APPROVAL_CANCELLED,
    /** A vote that does not say of which request it is, or of more than one. */
    VOTE_UNCLEAR,
    /** No request waits for this vote of this client. */
    VOTE_REFUSED,
    /** The command that the vote is about does not wait any more. */
    VOTE_TOO_LATE,

    // Running.
    /** The program does not exist or cannot be executed. */
    PROGRAM_MISSING,
    /** The process could not be started. */
    START_FAILED,
    /** The server cannot become the user that the policy names. */
    RUN_AS_REFUSED,
    /** The working directory does not exist, or the command's user cannot enter it. */
    DIRECTORY_MISSING,
    /** The program is not the one that the policy pinned, or could be exchanged by others. */
    PROGRAM_CHANGED,
    /** The system cannot set a limit that the policy asks for. */
    LIMIT_UNAVAILABLE,
    /** The system cannot make the sandbox that the policy asks for. */
    SANDBOX_UNAVAILABLE,
    /** The system ended the command at a limit of the policy other than its time. */
    LIMIT_EXCEEDED,
    /** Processes that the command started could not be ended. */
    PROCESSES_LEFT,
    /** As many commands of its kind run as the policy lets run at once. */
    BUSY,
    /** Killed at the wall-clock limit. */
    TIMED_OUT,
    /** A client called it back. */
    CANCELLED,
    /** The server stopped while the command was accepted or running. */
    INTERRUPTED,

    // Answering.
    /** The mail server refused the reply for good; a smaller one took its place. */
    REPLY_REFUSED,
    /** The sealed reply is gone from the outbox; a smaller one with the same status took its place. */
    REPLY_LOST,
    /** A reply to a command that we did not send to this server, or that it has answered before. */
    REPLY_UNEXPECTED,

    // Audit.
    /** A reply says nothing of its server's audit log, as earlier ones did. */
    AUDIT_MISSING,
    /** A checkpoint is signed with another key than the earlier ones of this server. */
    AUDIT_KEY_CHANGED,
    /** The signature of a checkpoint does not fit, or it is one of another log. */
    AUDIT_SIGNATURE_INVALID,
    /** The audit log has fewer entries than it had before. */
    AUDIT_ROLLED_BACK,
    /** The audit log does not begin with what a client or a checkpoint has seen of it, or it is not proved that it does. */
    AUDIT_NOT_EXTENDED,
    /** An entry of the audit log was changed, left out, added or put elsewhere. */
    AUDIT_CHAIN_BROKEN,
    /** A fault of our own. */
    INTERNAL
}
