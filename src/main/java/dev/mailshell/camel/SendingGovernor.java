package dev.mailshell.camel;

import dev.mailshell.config.SendingLimits;
import dev.mailshell.model.Pause;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a mail provider has no reason to lock the account: submits no more than it allows in a minute and in a day, and leaves it alone
 * for a while after it said that this was too much, or refused the login. Whoever must wait is told until when. Safe for use by several threads.
 */
final class SendingGovernor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.delivery");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SendingLimits limits;
    private final InstantSource clock;
    private final SubmissionTimes times;
    private final LoginPause logins;
    private final Backoff throttled;

    private int refusals;
    private Pause refused = Pause.NONE;
    private String refusal = "";
    private String told = "";

    private SendingGovernor(SendingLimits limits, InstantSource clock, RandomGenerator random, SubmissionTimes times) {
        this.limits = limits;
        this.clock = clock;
        this.times = times;
        this.logins = new LoginPause(clock, random);
        this.throttled = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1), random);
    }

    /** @param file knows over restarts what was submitted; need not exist */
    static SendingGovernor open(Path file, SendingLimits limits, InstantSource clock, RandomGenerator random)
            throws IOException {
        return new SendingGovernor(limits, clock, random, SubmissionTimes.open(file, clock.instant()));
    }

    /** Why nothing is submitted now, and until when; empty if it is. Each reason is told once in the log, not for each mail. */
    synchronized Optional<SendingPaused> pause() {
        return pause(1);
    }

    private Optional<SendingPaused> pause(int mails) {
        Optional<SendingPaused> pause = find(mails);
        if (pause.isEmpty()) {
            told = "";
        } else {
            tell(pause.get());
        }
        return pause;
    }

    private Optional<SendingPaused> find(int mails) {
        if (logins.lasts()) {
            return Optional.of(new SendingPaused(SendingPaused.Cause.LOGIN, "", logins.end()));
        }
        if (refused.lasts(clock.instant())) {
            return Optional.of(new SendingPaused(SendingPaused.Cause.PROVIDER, refusal, refused.end()));
        }
        return spent(SendingPaused.Cause.DAY, limits.perDay(), DAY, mails)
                .or(() -> spent(SendingPaused.Cause.MINUTE, limits.perMinute(), MINUTE, mails));
    }

    /** More than the limit allows at once goes when nothing else has. */
    private Optional<SendingPaused> spent(SendingPaused.Cause cause, OptionalInt limit, Duration window, int mails) {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        int mostBefore = Math.max(limit.getAsInt() - mails, 0);
        if (times.count(window, clock.instant()) <= mostBefore) {
            return Optional.empty();
        }
        return Optional.of(new SendingPaused(
                cause,
                limit.getAsInt() + " (mailshell.smtp.per-" + cause.name().toLowerCase(Locale.ROOT) + ")",
                times.freeAgain(mostBefore + 1, window)));
    }

    private void tell(SendingPaused pause) {
        if (!pause.getMessage().equals(told)) {
            told = pause.getMessage();
            LOG.warn("nothing is sent before {}: {}", pause.until().truncatedTo(ChronoUnit.SECONDS), told);
        }
    }

    /** @throws SendingPaused if nothing may be submitted now */
    synchronized void requireOpen() throws SendingPaused {
        require(1);
    }

    private void require(int mails) throws SendingPaused {
        Optional<SendingPaused> pause = pause(mails);
        if (pause.isPresent()) {
            throw pause.get();
        }
    }

    /**
     * Counts mails that are about to be submitted; what fails afterwards counts, too, as it may do at the provider.
     *
     * @throws SendingPaused if others have used up what was free
     */
    synchronized void take(int mails) throws SendingPaused {
        require(mails);
        try {
            times.add(mails, clock.instant());
        } catch (IOException e) {
            LOG.warn(
                    "a restart will forget that a mail was sent, and might send more than the provider allows: {}",
                    e.toString());
        }
    }

    /** The SMTP server has taken a mail. */
    synchronized void accepted() {
        refusals = 0;
        logins.accepted();
    }

    /** A mail could not be handed over. */
    synchronized void failed(MessagingException failure) {
        if (SmtpTrouble.isThrottled(failure)) {
            refusals++;
            refusal = SmtpTrouble.answer(failure).orElse("it sends too much");
            Instant now = clock.instant();
            refused = new Pause(now, now.plus(throttled.pause(refusals)));
        } else if (SmtpTrouble.isRefusedLogin(failure) && !SmtpTrouble.lacksCredential(failure)) {
            logins.refused();
        }
    }

    /** Mails that were submitted within the last 24 hours. */
    synchronized int ofLastDay() {
        return times.count(DAY, clock.instant());
    }

    /** Of what may be submitted within 24 hours, how much was; 0 without a limit. */
    double usedOfDay() {
        return limits.perDay().isPresent()
                ? (double) ofLastDay() / limits.perDay().getAsInt()
                : 0;
    }
}
