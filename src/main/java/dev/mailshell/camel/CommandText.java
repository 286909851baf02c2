package dev.mailshell.camel;

import dev.mailshell.exec.JobResult;
import dev.mailshell.ledger.ApprovalEntry;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.Ending;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.IdentityName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the ledger knows of commands, for people. Never what their arguments were: it does not know them. */
final class CommandText {

    private CommandText() {}

    /**
     * A line for each command.
     *
     * @param waits what is known of its wait for approvals
     */
    static String list(
            List<LedgerEntry> commands, Function<LedgerEntry, Optional<ApprovalEntry>> waits, boolean withClients) {
        if (commands.isEmpty()) {
            return "no command is known here\n";
        }
        StringBuilder text = new StringBuilder();
        for (LedgerEntry entry : commands) {
            text.append(entry.key().id())
                    .append("  ")
                    .append(entry.command().orElse("-"))
                    .append("  ");
            if (withClients) {
                text.append(entry.key().signer()).append("  ");
            }
            text.append(state(entry, waits.apply(entry))).append('\n');
        }
        return text.toString();
    }

    /** All that is known of one command. */
    static String of(LedgerEntry entry, Optional<ApprovalEntry> wait, Optional<IdentityName> cancelledBy) {
        StringBuilder text = new StringBuilder();
        line(text, "id", entry.key().id());
        line(text, "client", entry.key().signer());
        entry.command().ifPresent(name -> line(text, "command", name));
        line(text, "state", state(entry, wait));
        wait.map(CommandText::approvers)
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> line(text, "approved by", names));
        line(text, "received", at(entry.receivedAt()));
        entry.startedAt().ifPresent(time -> line(text, "started", at(time)));
        entry.ending().ifPresent(ending -> line(text, "finished", at(ending.finishedAt())));
        cancelledBy.ifPresent(client -> line(text, "cancelled by", client));
        entry.ending().ifPresent(ending -> line(text, "answer", answer(entry.state())));
        return text.toString();
    }

    /** Such as {@code failed, exit code 3, at 2026-11-20T12:00:00Z}. */
    static String ending(LedgerEntry entry) {
        Ending ending = entry.ending().orElseThrow();
        StringBuilder text = new StringBuilder(ending.status().wire());
        ending.exitCode().ifPresent(code -> text.append(", exit code ").append(code));
        return text.append(", at ").append(at(ending.finishedAt())).toString();
    }

    /** How a job ended that nobody cancelled. */
    static String ending(JobResult.End end) {
        if (end instanceof JobResult.Exited exited) {
            return "exit code " + exited.code();
        }
        if (end instanceof JobResult.TimedOut) {
            return "its time was up";
        }
        return end instanceof JobResult.NotStarted ? "it could not be started" : "the server stops";
    }

    private static String state(LedgerEntry entry, Optional<ApprovalEntry> wait) {
        return switch (entry.state()) {
            case ACCEPTED -> wait.map(CommandText::unbegun).orElse("not begun");
            case RUNNING ->
                "running since " + entry.startedAt().map(CommandText::at).orElse("?");
            case FINISHED, REPLIED -> ending(entry);
        };
    }

    private static String unbegun(ApprovalEntry wait) {
        return switch (wait.state()) {
            case WAITING ->
                "waits for approvals, " + VoteAnswer.tally(wait) + ", until "
                        + at(wait.approval().expiresAt());
            case APPROVED, RESUMED -> "approved, not begun";
            case DENIED, EXPIRED, CANCELLED -> "not approved, its answer is being written";
        };
    }

    private static String approvers(ApprovalEntry wait) {
        return wait.approvedBy().stream().map(IdentityName::value).sorted().collect(Collectors.joining(", "));
    }

    private static String answer(CommandState state) {
        return state == CommandState.REPLIED ? "handed to the mail server" : "waits for the mail server";
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    static String at(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
