package dev.mailshell.ledger;

import dev.mailshell.audit.AuditEvent.Kind;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Vote;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that wait, in the ledger's database. */
final class SqliteApprovals implements Approvals {

    private static final Set<ApprovalState> NOT_GONE_ON = EnumSet.of(ApprovalState.WAITING, ApprovalState.APPROVED);

    private final SqliteDatabase database;
    private final SqliteOutbox outbox;
    private final SealedMailFolder folder;
    private final AuditTrail trail;

    SqliteApprovals(SqliteDatabase database, SqliteOutbox outbox, SealedMailFolder folder, AuditTrail trail) {
        this.database = database;
        this.outbox = outbox;
        this.folder = folder;
        this.trail = trail;
    }

    @Override
    public Asked ask(
            Approval approval,
            Set<IdentityName> approvers,
            Map<IdentityName, SealedMail> requests,
            ApprovalBounds bounds) {
        List<IdentityName> asked = List.copyOf(requests.keySet());
        List<SealedMail> adopted =
                folder.adopt(asked.stream().map(requests::get).toList());
        try {
            Asked outcome = database.transaction("ask about " + approval.key(), tx -> {
                Optional<IdentityName> cancelledBy = CancellationRows.by(tx, approval.key());
                if (cancelledBy.isPresent()) {
                    return new Asked.Cancelled(cancelledBy.get());
                }
                Optional<String> full = full(tx, approval.key().signer(), bounds);
                if (full.isPresent()) {
                    return new Asked.NoRoom(full.get());
                }
                CommandRows.requireAccepted(tx, approval.key());
                ApprovalRows.insert(tx, approval, approvers);
                trail.note(tx, Kind.ASKED, approval.key(), details(approval, approvers));
                return new Asked.Waits(outbox.addRequests(tx, approval.key(), asked, adopted));
            });
            if (!(outcome instanceof Asked.Waits)) {
                adopted.forEach(folder::delete);
            }
            return outcome;
        } catch (RuntimeException e) {
            folder.deleteAfter(e, adopted);
            throw e;
        }
    }

    private static Map<String, String> details(Approval approval, Set<IdentityName> approvers) {
        return Map.of(
                "digest",
                approval.digest(),
                "needed",
                Integer.toString(approval.needed()),
                "of",
                approvers.stream().map(IdentityName::value).sorted().collect(Collectors.joining(",")));
    }

    private static Optional<String> full(Transaction tx, IdentityName client, ApprovalBounds bounds)
            throws SQLException {
        int ofClient = ApprovalRows.waiting(tx, Optional.of(client));
        if (ofClient >= bounds.ofClient()) {
            return Optional.of("too many commands of " + client + " wait for approvals (was " + ofClient
                    + ", expected fewer than " + bounds.ofClient() + ")");
        }
        int all = ApprovalRows.waiting(tx, Optional.empty());
        return all < bounds.total()
                ? Optional.empty()
                : Optional.of("too many commands wait for approvals (was " + all + ", expected fewer than "
                        + bounds.total() + ")");
    }

    @Override
    public Counted vote(CommandKey key, Vote vote, Instant now) {
        return database.transaction("count the vote " + key, tx -> {
            CommandRows.running(tx, key, vote.approves() ? "approve" : "deny", now);
            Counted counted = counted(tx, key.signer(), vote, now);
            if (counted instanceof Counted.Valid valid) {
                trail.note(tx, Kind.VOTED, key, details(vote, valid.entry()));
            }
            return counted;
        });
    }

    private static Map<String, String> details(Vote vote, ApprovalEntry entry) {
        return Map.of(
                "vote",
                vote.approves() ? "approve" : "deny",
                "about",
                entry.approval().key().toString(),
                "digest",
                entry.approval().digest(),
                "result",
                entry.state().name().toLowerCase(Locale.ROOT));
    }

    private static Counted counted(Transaction tx, IdentityName voter, Vote vote, Instant now) throws SQLException {
        List<ApprovalRows.Found> found = ApprovalRows.of(tx, voter, vote.digest());
        if (found.size() != 1) {
            return found.isEmpty() ? new Counted.Unknown() : new Counted.Ambiguous();
        }
        ApprovalRows.Found asked = found.get(0);
        CommandKey key = asked.approval().key();
        if (key.signer().equals(voter)) {
            return new Counted.Own();
        }
        Optional<ApprovalState> over = over(tx, asked, now);
        if (over.isPresent()) {
            return new Counted.TooLate(over.get());
        }
        if (vote.approves() && ApprovalRows.withVotes(tx, asked).approvedBy().contains(voter)) {
            return new Counted.Repeated();
        }
        ApprovalRows.vote(tx, key, voter, vote.approves(), now);
        decide(tx, key);
        return new Counted.Valid(entry(tx, key));
    }

    /** What came of the wait, if it is over. */
    private static Optional<ApprovalState> over(Transaction tx, ApprovalRows.Found asked, Instant now)
            throws SQLException {
        if (asked.state() != ApprovalState.WAITING) {
            return Optional.of(asked.state());
        }
        if (!ApprovalRows.isUnderWay(tx, asked.approval().key())) {
            return Optional.of(ApprovalState.CANCELLED);
        }
        return now.isBefore(asked.approval().expiresAt()) ? Optional.empty() : Optional.of(ApprovalState.EXPIRED);
    }

    /** One no is enough; of a yes, as many as are needed. */
    private static void decide(Transaction tx, CommandKey key) throws SQLException {
        ApprovalEntry entry = entry(tx, key);
        if (!entry.deniedBy().isEmpty()) {
            ApprovalRows.change(tx, key, EnumSet.of(ApprovalState.WAITING), ApprovalState.DENIED);
        } else if (entry.approvedBy().size() >= entry.approval().needed()) {
            ApprovalRows.change(tx, key, EnumSet.of(ApprovalState.WAITING), ApprovalState.APPROVED);
        }
    }

    @Override
    public Optional<ApprovalState> meet(CommandKey key, StoredMail mail) {
        return database.transaction("go on with " + key, tx -> {
            Optional<ApprovalRows.Found> found = ApprovalRows.find(tx, key);
            if (found.isEmpty()
                    || found.get().approval().mail().id() != mail.id()
                    || !ApprovalRows.isUnderWay(tx, key)) {
                return Optional.empty();
            }
            if (ApprovalRows.change(tx, key, EnumSet.of(ApprovalState.APPROVED), ApprovalState.RESUMED)) {
                trail.note(
                        tx,
                        Kind.RESUMED,
                        key,
                        Map.of("digest", found.get().approval().digest()));
                return Optional.of(ApprovalState.RESUMED);
            }
            return Optional.of(found.get().state()).filter(state -> state == ApprovalState.WAITING);
        });
    }

    @Override
    public List<CommandKey> decided(Instant now) {
        return database.transaction("list the decided", tx -> {
            for (CommandKey lapsed : ApprovalRows.expire(tx, now)) {
                trail.note(tx, Kind.LAPSED, lapsed, Map.of());
            }
            return ApprovalRows.decided(tx);
        });
    }

    /** One that waits, or is approved and has not gone on, has to be answered from now on. */
    static void cancel(Transaction tx, CommandKey key) throws SQLException {
        ApprovalRows.change(tx, key, NOT_GONE_ON, ApprovalState.CANCELLED);
    }

    @Override
    public boolean isAwaited(StoredMail mail) {
        return database.transaction("look for who waits in " + mail.name(), tx -> ApprovalRows.isAwaited(tx, mail));
    }

    @Override
    public Optional<ApprovalEntry> find(CommandKey key) {
        return database.transaction("find the approvals of " + key, tx -> {
            Optional<ApprovalRows.Found> found = ApprovalRows.find(tx, key);
            return found.isPresent() ? Optional.of(ApprovalRows.withVotes(tx, found.get())) : Optional.empty();
        });
    }

    private static ApprovalEntry entry(Transaction tx, CommandKey key) throws SQLException {
        return ApprovalRows.withVotes(tx, ApprovalRows.find(tx, key).orElseThrow());
    }
}
