package dev.mailshell.ledger;

import dev.mailshell.model.IdentityName;
import java.time.Instant;
import java.util.Optional;

/**
 * An invitation that is open. It holds what is derived from the code, never the code.
 *
 * @param id by which a mail names it
 * @param client who is invited
 * @param expires when it counts no more
 * @param offerKey secret
 * @param answerKey secret
 * @param attempts how many offers did not prove to be of who has the code
 * @param answers how often the one that did was answered: a copy of it is answered again
 * @param offer SHA-256 of the one offer that did, in hexadecimal; empty as long as none has
 */
public record Invitation(
        String id,
        IdentityName client,
        Instant expires,
        String offerKey,
        String answerKey,
        int attempts,
        int answers,
        Optional<String> offer) {

    /** After so many, it counts no more. */
    public static final int MAX_ATTEMPTS = 5;

    /** After so many, it counts no more: who has a copy of the mail shall not have us write mail for ever. */
    public static final int MAX_ANSWERS = 100;

    /** Whether nothing can come of it any more at {@code now}. */
    public boolean isOver(Instant now) {
        return !now.isBefore(expires) || attempts >= MAX_ATTEMPTS || answers >= MAX_ANSWERS;
    }

    Invitation withAttempt() {
        return new Invitation(id, client, expires, offerKey, answerKey, attempts + 1, answers, offer);
    }

    Invitation used(String sha256) {
        return new Invitation(id, client, expires, offerKey, answerKey, attempts, answers + 1, Optional.of(sha256));
    }

    /** Without the keys, so that no log can hold them. */
    @Override
    public String toString() {
        return "Invitation[" + id + " of " + client + "]";
    }
}
