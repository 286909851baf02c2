package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a command did not leave.
 *
 * @param server the one that it was for; empty if it was not sent to any
 */
record Unsent(Optional<IdentityName> server, Throwable failure) {

    /** Of an answer, which may be as long as a mail server likes; what reads the note stops after some. */
    private static final int LONGEST = 400;

    /** Whether another attempt would end like this one: the command itself is at fault, or was refused for good. */
    boolean isFinal() {
        return SmtpTrouble.isFinal(failure) || Refusal.of(failure).reason() != Reason.INTERNAL;
    }

    /** Whether nothing but a fault of ours explains it. */
    boolean isOurs() {
        return !isFinal() && SmtpTrouble.answer(failure).isEmpty();
    }

    /** Until when nothing is submitted at all, if that is why. */
    Optional<Instant> pausedUntil() {
        return SmtpTrouble.pausedUntil(failure);
    }

    /** What happened, in one line. */
    String fact() {
        String whom = server.map(name -> " for " + name).orElse("");
        Optional<String> answer = SmtpTrouble.answer(failure);
        if (answer.isEmpty()) {
            return Printable.line(Refusal.of(failure).getMessage());
        }
        return (isFinal() ? "the SMTP server refused it" + whom + ": " : "not submitted" + whom + " yet: ")
                + Printable.line(answer.get().substring(0, Math.min(answer.get().length(), LONGEST)));
    }

    /** For a log; what a mail server answered has no code of ours. */
    Optional<Reason> reason() {
        return SmtpTrouble.answer(failure).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(failure).reason());
    }

    /** What its sender can do, in one line. */
    String hint() {
        return SmtpTrouble.answer(failure).isPresent()
                ? "correct what it complains about and drop the file into outbox again"
                : Refusal.of(failure).hint();
    }
}
