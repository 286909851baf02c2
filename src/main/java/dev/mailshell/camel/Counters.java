package dev.mailshell.camel;

import dev.mailshell.management.Histogram;
import dev.mailshell.management.MetricsText;
import dev.mailshell.management.Sample;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has happened how often since the start: nothing of whom, and nothing of what a command was. Safe for use by several threads. */
public final class Counters {

    private final Map<Reason, LongAdder> refused = zeros(Reason.class);
    private final Map<FinalStatus, LongAdder> ended = zeros(FinalStatus.class);
    private final LongAdder received = new LongAdder();
    private final LongAdder junk = new LongAdder();
    private final LongAdder submitted = new LongAdder();
    private final LongAdder unsubmitted = new LongAdder();
    private final Histogram waiting = seconds();
    private final Histogram running = seconds();
    private final Histogram answering = seconds();

    private static <E extends Enum<E>> Map<E, LongAdder> zeros(Class<E> type) {
        Map<E, LongAdder> zeros = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            zeros.put(constant, new LongAdder());
        }
        return zeros;
    }

    /** From what a machine does at once to what waits for a night. */
    private static Histogram seconds() {
        return new Histogram(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600);
    }

    /** How many were refused for {@code reason}. */
    public long refused(Reason reason) {
        return refused.get(reason).sum();
    }

    /** How many were refused at all. */
    public long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many mails were received. */
    public long received() {
        return received.sum();
    }

    /** How many commands ended with {@code status}. */
    public long ended(FinalStatus status) {
        return ended.get(status).sum();
    }

    /** The totals in words: how many were refused, and for which reasons. */
    public String summary() {
        String reasons = refused.entrySet().stream()
                .filter(entry -> entry.getValue().sum() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "nothing was refused" : refused() + " refused (" + reasons + ")";
    }

    void count(Reason reason) {
        refused.get(reason).increment();
    }

    /** Counts a mail that is stored and not opened yet. */
    public void countReceived() {
        received.increment();
    }

    /** Counts a mail for us that the provider had filed as junk. */
    void countJunk() {
        junk.increment();
    }

    /** How many mails for us the provider had filed as junk. */
    public long junk() {
        return junk.sum();
    }

    /** Counts a command whose final status is committed. */
    void countEnded(Reply reply) {
        ended.get(reply.status()).increment();
        answering.add(Duration.between(reply.receivedAt(), reply.finishedAt()));
        reply.startedAt().ifPresent(started -> {
            waiting.add(Duration.between(reply.receivedAt(), started));
            running.add(Duration.between(started, reply.finishedAt()));
        });
    }

    /** Counts a mail that a mail server has taken. */
    void countSubmitted() {
        submitted.increment();
    }

    /** Counts an attempt at that which failed. */
    void countUnsubmitted() {
        unsubmitted.increment();
    }

    /** What each party counts. */
    void measure(MetricsText text) {
        text.counter("mailshell_mails_received_total", "Mails that were stored, whatever they hold.", received.sum());
        text.counter(
                "mailshell_mails_junk_total",
                "Those of them that the provider had filed as junk, and that were taken from there.",
                junk.sum());
        text.counter(
                "mailshell_messages_refused_total",
                "Messages that were refused, by the code of the reason.",
                samples(refused, "reason", Reason::name));
    }

    /** What a server counts beside that. */
    void measureCommands(MetricsText text) {
        text.counter(
                "mailshell_commands_ended_total",
                "Commands whose final status is committed, by that status.",
                samples(ended, "status", FinalStatus::wire));
        text.counter(
                "mailshell_replies_submitted_total", "Sealed mails that a mail server has taken.", submitted.sum());
        text.counter(
                "mailshell_replies_postponed_total",
                "Attempts at that which failed, and are made again.",
                unsubmitted.sum());
        text.histogram(
                "mailshell_command_wait_seconds",
                "From the arrival of a command to the start of its process.",
                waiting);
        text.histogram("mailshell_command_run_seconds", "How long processes of commands ran.", running);
        text.histogram(
                "mailshell_command_answer_seconds", "From the arrival of a command to its final status.", answering);
    }

    private static <E extends Enum<E>> List<Sample> samples(
            Map<E, LongAdder> counts, String label, Function<E, String> name) {
        Stream<Map.Entry<E, LongAdder>> entries = counts.entrySet().stream();
        return entries.map(entry -> Sample.of(entry.getValue().sum(), label, name.apply(entry.getKey())))
                .toList();
    }
}
