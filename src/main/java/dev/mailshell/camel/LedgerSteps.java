package dev.mailshell.camel;

import dev.mailshell.ledger.Ending;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.ledger.OutboxEntry;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** The ledger, as routes use it: an idempotent repository that never forgets on failure, and the steps of a command's life. */
public final class LedgerSteps extends ServiceSupport implements IdempotentRepository {

    private static final int DUE_AT_ONCE = 100;

    private final Ledger ledger;
    private final Freshness freshness;
    private final RunningCommands running;
    private final WaitingCommands waiting;
    private final Refusals refusals;
    private final Trail trail;
    private final ServerLog log;
    /** How many exchanges work on a command: the one that it was new to, and each that is just asking whether it is. */
    private final Map<CommandKey, Integer> inWork = new ConcurrentHashMap<>();

    LedgerSteps(
            Ledger ledger,
            Freshness freshness,
            RunningCommands running,
            WaitingCommands waiting,
            Refusals refusals,
            Trail trail,
            ServerLog log) {
        this.ledger = ledger;
        this.freshness = freshness;
        this.running = running;
        this.waiting = waiting;
        this.refusals = refusals;
        this.trail = trail;
        this.log = log;
    }

    /**
     * Commits the intent; false for a command that was seen before, which is counted and goes no further. One that has waited for
     * approvals and has them goes on, once; one that still waits goes no further and stays where it is.
     */
    @Override
    public boolean add(Exchange exchange, String key) {
        Command command = Facts.COMMAND.of(exchange);
        return accept(exchange, command.key(), command.issuedAt(), () -> waiting.goesOn(exchange, command.key()));
    }

    boolean accept(Exchange exchange, CommandKey key, Instant issuedAt) {
        return accept(exchange, key, issuedAt, () -> false);
    }

    private boolean accept(Exchange exchange, CommandKey key, Instant issuedAt, BooleanSupplier goesOn) {
        boolean isNew = false;
        // In work before the row can be seen, so that no sweep takes it for one that was left behind.
        inWork.merge(key, 1, Integer::sum);
        try {
            isNew = ledger.accept(
                            key,
                            Facts.question(exchange),
                            Facts.RECEIVED_AT.of(exchange),
                            freshness.now(),
                            freshness.rememberUntil(issuedAt))
                    || goesOn.getAsBoolean();
        } finally {
            if (!isNew) {
                leave(key);
            }
        }
        if (isNew) {
            exchange.getExchangeExtension().addOnCompletion(new Leaving(key));
            Facts.ACCEPTED.set(exchange, true);
        } else if (Facts.KEPT.find(exchange).isEmpty()) {
            refusals.record(
                    key.toString(), new Refusal(Reason.DUPLICATE, "seen before, neither run nor answered again", ""));
        }
        return isNew;
    }

    /**
     * Commits that the process is about to start. Without this step nothing starts.
     *
     * @throws Refusal if the command was called back before
     */
    public void running(Exchange exchange) throws Refusal {
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        // First: whoever is told by the ledger that it runs finds it.
        running.begin(exchange);
        if (!ledger.running(key, Facts.ALLOWED.of(exchange).command(), freshness.now())) {
            throw new Refusal(JobAccount.cancelledBefore(ledger.cancelledBy(key).orElseThrow()));
        }
    }

    /** Commits the final status with all parts of the sealed reply; the body becomes the id of the first one's outbox entry. */
    public void finish(Exchange exchange) {
        Reply reply = Facts.COMPOSED.of(exchange).reply();
        Ending ending = new Ending(
                reply.status(),
                reply.exitCode(),
                reply.finishedAt(),
                reply.reason().map(Explanation::code));
        OutboxEntry first = ledger.finish(Facts.COMMAND_KEY.of(exchange), ending, sealed(exchange));
        log.ended(exchange);
        handOver(exchange, first);
    }

    /** Commits a smaller reply in the place of a refused one; the body becomes the id of the outbox entry. */
    public void replace(Exchange exchange) {
        // Without output it has but one part.
        SealedMail mail = sealed(exchange).get(0);
        handOver(exchange, ledger.outbox().replace(Facts.DELIVERING.of(exchange).id(), mail));
    }

    private static List<SealedMail> sealed(Exchange exchange) {
        List<SealedMail> mails = new ArrayList<>();
        for (Object mail : exchange.getMessage().getBody(List.class)) {
            mails.add((SealedMail) mail);
        }
        return mails;
    }

    /** The ids of outbox entries whose next attempt is due. */
    public List<Long> due() {
        return ledger.outbox().due(freshness.now(), DUE_AT_ONCE);
    }

    /**
     * The commands that are neither answered nor in work: an earlier run of the server left them behind, or no answer could be
     * committed in this one.
     */
    public List<LedgerEntry> abandoned() {
        // Before the ledger is read: what ends meanwhile was not left behind either.
        Set<CommandKey> working = Set.copyOf(inWork.keySet());
        return ledger.unfinished().stream()
                .filter(entry -> !working.contains(entry.key()) && !inWork.containsKey(entry.key()))
                .toList();
    }

    /** Forgets what age alone refuses. */
    public void prune() {
        ledger.prune(freshness.now());
    }

    private void leave(CommandKey key) {
        inWork.computeIfPresent(key, (same, count) -> count > 1 ? count - 1 : null);
    }

    private void handOver(Exchange exchange, OutboxEntry entry) {
        exchange.getMessage().setBody(entry.id());
        trail.happened(entry.key().id().toString(), "reply sealed");
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("a key alone does not say when it may be forgotten");
    }

    @Override
    public boolean contains(String key) {
        throw new UnsupportedOperationException("asking first and adding later would leave a gap between");
    }

    /** Never: an intent that was committed stays. */
    @Override
    public boolean remove(String key) {
        return false;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("the ledger is not cleared");
    }

    private final class Leaving extends AfterWork {

        private final CommandKey key;

        Leaving(CommandKey key) {
            this.key = key;
        }

        @Override
        public void onDone(Exchange exchange) {
            leave(key);
        }
    }
}
