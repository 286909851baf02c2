package dev.mailshell.audit;

import dev.mailshell.model.CommandKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that was decided, or that has changed.
 *
 * @param at when, by the server's clock
 * @param kind what
 * @param command which command it is about, if it is about one
 * @param details more, by name: names, states, codes and digests, never what a command says
 */
public record AuditEvent(Instant at, Kind kind, Optional<CommandKey> command, SortedMap<String, String> details) {

    /** What there is to tell. */
    public enum Kind {
        /** The ledger was opened: a server has started. */
        OPENED,
        /** The ledger comes from a backup, and was opened for the first time since. */
        RESTORED,
        /** The intent to act on a command. */
        ACCEPTED,
        /** The policy allowed it, and its process is about to start. */
        STARTED,
        /** It has its final status, and the reply is sealed. */
        FINISHED,
        /** An SMTP server has the reply. */
        REPLIED,
        /** A smaller reply took the place of one that was refused. */
        REPLACED,
        /** The reply was given up: nobody would take it. */
        ABANDONED,
        /** A command was called back. */
        CANCELLED,
        /** A command waits for approvals. */
        ASKED,
        /** An approver has said yes or no. */
        VOTED,
        /** Too few approvals came in time. */
        LAPSED,
        /** A command goes on with its approvals. */
        RESUMED,
        /** A command was given up, since no answer could be written as long as one was due. */
        GIVEN_UP,
        /** Old commands were forgotten. */
        PRUNED
    }

    /** Sorts the details. */
    public AuditEvent {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** As above, with details in any order. */
    public static AuditEvent of(Instant at, Kind kind, Optional<CommandKey> command, Map<String, String> details) {
        return new AuditEvent(at, kind, command, new TreeMap<>(details));
    }
}
