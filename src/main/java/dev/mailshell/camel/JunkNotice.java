package dev.mailshell.camel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;

/** Counts mail of ours that the provider has filed as junk, and says so once a day: its delay can be mended at the provider alone. */
public final class JunkNotice {

    private static final Duration BETWEEN = Duration.ofDays(1);

    private final String folder;
    private final Counters counters;
    private final InstantSource clock;
    private final Logger log;
    private Instant next = Instant.MIN;

    JunkNotice(String folder, Counters counters, InstantSource clock, Logger log) {
        this.folder = folder;
        this.counters = counters;
        this.clock = clock;
        this.log = log;
    }

    /** A mail was taken from the folder for junk. */
    public synchronized void tell() {
        counters.countJunk();
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(BETWEEN);
            log.warn(
                    "the provider files our mail as junk: it was found in {} and taken, later than it could have been"
                            + " (make a filter rule there that keeps mail from our peers out of {}); said once a day",
                    folder,
                    folder);
        }
    }
}
