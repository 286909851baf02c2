package dev.mailshell.crash;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kill.
 *
 * @param number of the point in the whole matrix, from 1
 * @param place where the moment is, for people: {@code in send-reply}; may be empty
 */
record CrashPoint(int number, Victim victim, String moment, String place, Story story) {

    /** Odd, since kills before and after a step take turns. */
    private static final int ONE_STEP_IN = 61;

    private static final Pattern ACCEPTED_BUT_NOT_NOTED = Pattern.compile(
            "after submit|before (note-submitted|mark-replied)|" + MailMoments.ACCEPTED
                    + "|before SMTP has the end of the mail|before the commit of (delete outbox.*|update sent.submitted_at)");

    private static final Pattern COPIED_BUT_NOT_REMOVED =
            Pattern.compile("after IMAP COPY|(before|after) IMAP STORE \\\\Deleted|before IMAP (CLOSE|EXPUNGE)");

    /**
     * Whether an SMTP server may have the mail and nobody noted it, so that the same is sent again; or a mail may be copied to another
     * folder and not removed, so that it is copied again.
     */
    boolean mayRepeatAMail() {
        return ACCEPTED_BUT_NOT_NOTED.matcher(moment).matches()
                || COPIED_BUT_NOT_REMOVED.matcher(moment).matches();
    }

    /**
     * Whether it is a point that each build tries, whatever the others are: where the same mail may be sent or copied again, where parts
     * are joined, and some of the steps.
     */
    boolean isAlwaysTried() {
        boolean joins = story.isInParts() && moment.endsWith(" collect-parts");
        boolean repeats = place.isEmpty() && mayRepeatAMail();
        boolean isOneOfTheSteps = !place.isEmpty() && number % ONE_STEP_IN == 0;
        return repeats || joins || isOneOfTheSteps;
    }

    /** The commit or the command to a mail server that it lies before or after; none of a step. */
    Optional<String> deed() {
        return place.isEmpty() ? Optional.of(victim.role() + moment.substring(moment.indexOf(' '))) : Optional.empty();
    }

    boolean isBeforeAStep() {
        return !place.isEmpty() && moment.startsWith("before ");
    }

    boolean isAfterAStep() {
        return !place.isEmpty() && moment.startsWith("after ");
    }

    /** Such as {@code 17: server killed after commit-reply in send-reply}. */
    @Override
    public String toString() {
        String text = number + ": " + victim.role() + " killed " + moment + " " + place;
        return (text.strip() + " " + story.words()).strip();
    }
}
