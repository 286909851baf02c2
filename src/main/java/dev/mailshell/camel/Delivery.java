package dev.mailshell.camel;

import dev.mailshell.ledger.Ending;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.ledger.OutboxEntry;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one attempt to hand a sealed reply to the SMTP server. */
public final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.delivery");

    /** After a kill, what was taken is found again so much later; as long as this process works on it, never. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final int MAX_ATTEMPTS = 2_000;

    /** A provider that says for so long that a mail is too much means the mail, and not the account. */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private final Ledger ledger;
    private final Session session;
    private final Clock clock;
    private final Backoff backoff;
    private final Trail trail;
    private final Counters counters;
    private final Supplier<Optional<SendingPaused>> pause;
    /** A server that is slow with each line can make an attempt last longer than any lease. */
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    /** When each was first called too much. A restart asks for patience anew, as does what replaces it. */
    private final Map<Long, Instant> tooMuchSince = new ConcurrentHashMap<>();

    /** @param pause why nothing is handed over now, and until when; empty if it is */
    Delivery(
            Ledger ledger,
            Session session,
            Clock clock,
            RandomGenerator random,
            Trail trail,
            Counters counters,
            Supplier<Optional<SendingPaused>> pause) {
        this.ledger = ledger;
        this.session = session;
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
        this.trail = trail;
        this.counters = counters;
        this.pause = pause;
    }

    /**
     * Takes the outbox entry whose id is the body; goes no further if somebody else has it, it is not due, or nothing may be
     * submitted now: it stays as it is, and no attempt is counted.
     */
    public void take(Exchange exchange) throws IOException, MessagingException {
        if (pause.get().isPresent()) {
            exchange.setRouteStop(true);
            return;
        }
        long id = exchange.getMessage().getBody(Long.class);
        // What follows another part of its reply, or replaces a refused one, still has the facts of that one: a smaller
        // reply would be taken for refused, and replaced again and again.
        exchange.removeProperties("*");
        Optional<OutboxEntry> taken = take(id);
        if (taken.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        Facts.DELIVERING.set(exchange, taken.get());
        OutgoingMail mail = OutgoingMail.open(session, taken.get().mail().message());
        exchange.getExchangeExtension().addOnCompletion(new Closing(mail));
        exchange.getMessage().setBody(mail);
    }

    private Optional<OutboxEntry> take(long id) {
        if (!underWay.add(id)) {
            return Optional.empty();
        }
        Optional<OutboxEntry> taken = Optional.empty();
        try {
            taken = ledger.outbox().take(id, clock.instant(), clock.instant().plus(LEASE));
            return taken;
        } finally {
            if (taken.isEmpty()) {
                underWay.remove(id);
            }
        }
    }

    /** The SMTP server has accepted it; the body becomes the ids of what is next: one, or none after the last part. */
    public void accepted(Exchange exchange) {
        OutboxEntry entry = Facts.DELIVERING.of(exchange);
        Optional<OutboxEntry> next = ledger.outbox().accepted(entry.id());
        underWay.remove(entry.id());
        tooMuchSince.remove(entry.id());
        counters.countSubmitted();
        String part = "part " + entry.part() + " of " + entry.parts() + " submitted";
        String whole =
                entry.asks().map(asked -> "request to " + asked + " submitted").orElse("reply submitted");
        trail.happened(entry.key().id().toString(), next.isPresent() ? part : whole);
        exchange.getMessage().setBody(next.stream().map(OutboxEntry::id).toList());
    }

    /** The attempt failed: it is postponed, replaced by a smaller reply or, if that was refused too, given up. */
    public void failed(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Optional<OutboxEntry> taken = Facts.DELIVERING.find(exchange);
        if (taken.isEmpty()) {
            LOG.error("an outbox entry could not be taken", failure);
            exchange.setRouteStop(true);
            return;
        }
        OutboxEntry entry = taken.get();
        underWay.remove(entry.id());
        if (!SmtpTrouble.isFinal(failure)
                && !(failure instanceof NoSuchFileException)
                && !isTooMuchForAWeek(entry, failure)) {
            postpone(entry, failure);
        } else if (entry.replacement() || entry.asks().isPresent()) {
            insist(entry, failure);
        } else {
            LOG.warn(
                    "{} gets a smaller reply, part {} of {} cannot be delivered: {}",
                    entry.key(),
                    entry.part(),
                    entry.parts(),
                    answer(failure));
            tooMuchSince.remove(entry.id());
            replace(exchange, entry, why(failure));
        }
    }

    /** It would keep all others waiting, too, if it was tried for ever. A request ends with its command; a refused login says nothing of the mail. */
    private boolean isTooMuchForAWeek(OutboxEntry entry, Throwable failure) {
        return SmtpTrouble.isThrottled(failure)
                && !SmtpTrouble.isRefusedLogin(failure)
                && entry.asks().isEmpty()
                && tooMuchSince
                        .computeIfAbsent(entry.id(), any -> clock.instant())
                        .plus(PATIENCE)
                        .isBefore(clock.instant());
    }

    /** What is refused though it is small may be refused for today only, as by a quota: it is tried for about a week. */
    private void insist(OutboxEntry entry, Throwable failure) {
        if (entry.attempts() < MAX_ATTEMPTS && !isTooMuchForAWeek(entry, failure)) {
            postpone(entry, failure);
        } else {
            LOG.error(
                    "{} for {} is given up: the SMTP server keeps refusing it",
                    entry.asks().map(asked -> "the request to " + asked).orElse("the reply"),
                    entry.key(),
                    failure);
            tooMuchSince.remove(entry.id());
            ledger.outbox().abandon(entry.id());
        }
    }

    private void postpone(OutboxEntry entry, Throwable failure) {
        // After a pause that it has brought about, the others come first: else none but it would ever be tried.
        Instant begin = SmtpTrouble.isThrottled(failure)
                ? pause.get().map(SendingPaused::until).orElse(clock.instant())
                : clock.instant();
        Instant next = begin.plus(backoff.pause(entry.attempts()));
        Instant free = SmtpTrouble.pausedUntil(failure).filter(next::isBefore).orElse(next);
        counters.countUnsubmitted();
        LOG.warn(
                "{} not delivered, tried again in {} s: {}",
                entry.key(),
                Duration.between(clock.instant(), free).toSeconds(),
                answer(failure));
        ledger.outbox().postpone(entry.id(), free);
    }

    private static String answer(Throwable failure) {
        return SmtpTrouble.answer(failure).orElseGet(failure::toString);
    }

    private void replace(Exchange exchange, OutboxEntry entry, Explanation why) {
        LedgerEntry known = ledger.find(entry.key()).orElseThrow();
        Ending ending = known.ending().orElseThrow();
        Facts.COMMAND_KEY.set(exchange, entry.key());
        Facts.setQuestion(exchange, known.question());
        Facts.RECEIVED_AT.set(exchange, known.receivedAt());
        Facts.OUTCOME.set(exchange, new Outcome.Ended(ending.status(), why, ending.exitCode(), known.startedAt()));
        Facts.DELIVERY.set(exchange, "refused");
    }

    private static Explanation why(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return lost();
        }
        return refused(
                SmtpTrouble.isThrottled(failure)
                        ? "the mail server called the reply with the output too much for a week, so this one has none"
                        : "the mail server refused the reply with the output for good, so this one has none");
    }

    private static Explanation refused(String fact) {
        return new Explanation(
                Reason.REPLY_REFUSED,
                fact,
                "ask for less output, or lower max-output in the policy or mailshell.max-mail on the server");
    }

    private static Explanation lost() {
        return new Explanation(
                Reason.REPLY_LOST,
                "the sealed reply with the output is gone from the server's disk, so this one has none",
                "see who or what deletes files in the server's state/outbox");
    }

    private static final class Closing extends SynchronizationAdapter {

        private final OutgoingMail mail;

        Closing(OutgoingMail mail) {
            this.mail = mail;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                mail.close();
            } catch (IOException e) {
                LOG.error("a sealed mail could not be closed", e);
            }
        }
    }
}
