package dev.mailshell.doctor;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whether our clock is that of the mail server, by the time that it gives a mail which is put there (INTERNALDATE, in seconds). */
record ClockCheck(ImapVisit visit, SecureRandom random, InstantSource clock) implements Check {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final Duration WORTH_A_LOOK = Duration.ofSeconds(30);
    /** A command may be that much ahead. */
    private static final Duration TOO_MUCH = Duration.ofMinutes(5);

    private static final String HINT = "set the clock of this machine, by NTP for example";

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look() throws MessagingException, IOException {
        try (ScratchFolder scratch = ScratchFolder.make(visit, random)) {
            Instant before = clock.instant();
            scratch.append();
            Duration took = Duration.between(before, clock.instant());
            Instant theirs = visit.in(scratch.name(), Folder.READ_ONLY, folder -> folder.getMessage(1)
                    .getReceivedDate()
                    .toInstant());
            Duration ahead = Duration.between(theirs.plus(HALF_A_SECOND), before.plus(took.dividedBy(2)));
            return List.of(found(ahead, took.dividedBy(2).plus(HALF_A_SECOND)));
        }
    }

    private Finding found(Duration ahead, Duration uncertainty) {
        Duration off = ahead.abs();
        if (off.compareTo(WORTH_A_LOOK) < 0) {
            return Finding.ok(name(), "is that of the mail server within " + seconds(off.plus(uncertainty)));
        }
        String fact = "is " + seconds(off) + (ahead.isNegative() ? " behind" : " ahead of")
                + " that of the mail server, give or take " + seconds(uncertainty);
        return off.minus(uncertainty).compareTo(TOO_MUCH) > 0
                ? Finding.fail(name(), fact + ": commands are taken for too old or too new", HINT)
                : Finding.warn(name(), fact, HINT);
    }

    /** Rounded up. */
    private static String seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds() + " s";
    }
}
