package dev.mailshell.camel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mails that the mail server failed to hand over. One that it never will must not keep those behind it, and one that it only
 * refuses for now, like all others, must not be lost.
 */
final class UnreadableMails {

    private static final int MAX_ATTEMPTS = 20;
    private static final Duration IF_OTHERS_COME = Duration.ofMinutes(10);
    private static final Duration IF_NONE_COMES = Duration.ofHours(1);
    private static final int MAX_REMEMBERED = 1000;

    private final InstantSource clock;
    private final Map<String, Failing> failing = new LinkedHashMap<>();
    private long handedOver;

    UnreadableMails(InstantSource clock) {
        this.clock = clock;
    }

    /** Some mail was handed over. */
    synchronized void handedOver() {
        handedOver++;
    }

    /**
     * Notes one more failure. Whether the mail is to be given up: it has failed often, and for ten minutes if others came meanwhile, so
     * that it is not the mail server as a whole, or else for an hour.
     *
     * @param uid what the mailbox calls the mail
     */
    synchronized boolean givesUp(String uid) {
        Failing before = failing.remove(uid);
        Failing now = before == null
                ? new Failing(1, handedOver, clock.instant())
                : new Failing(before.attempts() + 1, before.handedOverBefore(), before.since());
        Duration patience = handedOver > now.handedOverBefore() ? IF_OTHERS_COME : IF_NONE_COMES;
        if (now.attempts() >= MAX_ATTEMPTS
                && !clock.instant().isBefore(now.since().plus(patience))) {
            return true;
        }
        failing.put(uid, now);
        if (failing.size() > MAX_REMEMBERED) {
            failing.remove(failing.keySet().iterator().next());
        }
        return false;
    }

    /** How often a mail has failed, since when, and how many others had come before. */
    private record Failing(int attempts, long handedOverBefore, Instant since) {}
}
