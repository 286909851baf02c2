package dev.mailshell.camel;

import dev.mailshell.filter.SlidingWindow;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.policy.Rate;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets so many mails of a sender pass in a window of time. Those beyond wait in the vault, in the order in which they came; so does
 * what comes behind them. A mail that has passed once passes again.
 */
final class MailRates {

    /** Of one sender: far less than the vault holds, so that one who floods keeps no other's mail in the mailbox. */
    static final int MAX_WAITING = 200;

    static final long MAX_WAITING_BYTES = 32L << 20;

    /** However many clients there are: a quarter of what the vault holds, of which others need the rest. */
    static final int MAX_WAITING_OF_ALL = 2000;

    static final long MAX_WAITING_BYTES_OF_ALL = 256L << 20;

    private final Clock clock;
    private final Map<String, Line> lines = new HashMap<>();
    private final Set<StoredMail> passed = new HashSet<>();

    /** What becomes of a mail. */
    enum Pass {
        /** It may be opened. */
        NOW,
        /** It waits; {@link #next} names it. */
        LATER,
        /** So much of its sender waits that it is not kept. */
        NEVER
    }

    MailRates(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks for a mail.
     *
     * @param sender a client's address, or one name for all that are none: as many as there are clients, whatever strangers write
     * @param bytes the size of the mail
     */
    synchronized Pass ask(String sender, Rate rate, StoredMail mail, long bytes) {
        if (passed.contains(mail)) {
            return Pass.NOW;
        }
        Line line = lines.computeIfAbsent(sender, name -> new Line(new SlidingWindow(rate)));
        if (line.waiting.isEmpty() && line.window.pass(clock.instant())) {
            passed.add(mail);
            return Pass.NOW;
        }
        if (line.waiting.size() >= MAX_WAITING || line.bytes >= MAX_WAITING_BYTES || isFull()) {
            return Pass.NEVER;
        }
        line.add(mail, bytes);
        return Pass.LATER;
    }

    private boolean isFull() {
        int mails = 0;
        long bytes = 0;
        for (Line line : lines.values()) {
            mails += line.waiting.size();
            bytes += line.bytes;
        }
        return mails >= MAX_WAITING_OF_ALL || bytes >= MAX_WAITING_BYTES_OF_ALL;
    }

    /** The waiting mails that pass now. */
    synchronized List<StoredMail> next() {
        List<StoredMail> called = new ArrayList<>();
        for (Line line : lines.values()) {
            while (!line.waiting.isEmpty() && line.window.pass(clock.instant())) {
                called.add(line.remove());
            }
        }
        passed.addAll(called);
        return called;
    }

    /** The work on a mail has ended. */
    synchronized void leave(StoredMail mail) {
        passed.remove(mail);
    }

    private static final class Line {

        private final SlidingWindow window;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long bytes;

        Line(SlidingWindow window) {
            this.window = window;
        }

        void add(StoredMail mail, long size) {
            waiting.add(new Waiting(mail, size));
            bytes += size;
        }

        StoredMail remove() {
            Waiting first = waiting.remove();
            bytes -= first.bytes();
            return first.mail();
        }
    }

    private record Waiting(StoredMail mail, long bytes) {}
}
