package dev.mailshell.camel;

import dev.mailshell.management.Check;
import dev.mailshell.management.MetricsText;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a party tells of how much it sends. */
final class SendingObservation {

    private SendingObservation() {}

    /** A minute's limit is no trouble: it ends by itself, and soon. */
    static Check check(SendingGovernor governor) {
        Optional<SendingPaused> pause = governor.pause().filter(paused -> paused.why() != SendingPaused.Cause.MINUTE);
        return new Check(
                "sending",
                pause.isEmpty(),
                pause.map(paused -> paused.why() + ", nothing is sent before "
                                + paused.until().truncatedTo(ChronoUnit.SECONDS))
                        .orElse("mail may be sent"));
    }

    static void measure(SendingGovernor governor, MetricsText text) {
        text.gauge(
                "mailshell_sending_paused",
                "Whether nothing is sent for a while, by a limit or after a refused login.",
                governor.pause().isPresent());
        text.gauge(
                "mailshell_sending_day_mails",
                "Mails that were submitted within the last 24 hours, by recipients.",
                governor.ofLastDay());
        text.gauge(
                "mailshell_sending_day_ratio",
                "Of what may be submitted within 24 hours, how much was: 1 is all of it, 0 also without a limit.",
                governor.usedOfDay());
    }
}
