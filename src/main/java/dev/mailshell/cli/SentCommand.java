package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A command that the client of a home was given, and what became of it as far as the files of the home say.
 *
 * @param file where it was found, or a reply to it if it is gone
 * @param line the command as one line, cut if it is long; "?" if its file is gone or cannot be read
 * @param at when its file was written
 * @param expiresAt until when a server runs it
 * @param trouble what keeps it from leaving, or why it could not be sent; may be empty
 * @param hint what to do about that; may be empty
 * @param answers one for each server, in the order of their names
 */
record SentCommand(
        UUID id,
        Stage stage,
        Path file,
        String line,
        Instant at,
        Instant expiresAt,
        String trouble,
        String hint,
        List<Answer> answers) {

    private static final int SHORT_ID = 8;

    /** How far the client has come with it. */
    enum Stage {
        WAITING,
        SENT,
        NOT_SENT
    }

    /** As much of the id as is mostly enough. */
    String shortId() {
        return id.toString().substring(0, SHORT_ID);
    }

    /** Such as {@code web1,db1}. */
    String servers() {
        return answers.isEmpty()
                ? "?"
                : answers.stream().map(answer -> answer.server().value()).collect(Collectors.joining(","));
    }

    /** The servers of which an answer may still come. */
    List<IdentityName> unanswered() {
        return answers.stream()
                .filter(answer -> !answer.isThere())
                .map(Answer::server)
                .toList();
    }

    /** Whether something is still to be expected of it. */
    boolean isInFlight(Instant now) {
        return stage == Stage.WAITING || (stage == Stage.SENT && !unanswered().isEmpty() && now.isBefore(expiresAt));
    }

    /** How far it is, in a few words. */
    String state(Instant now) {
        if (stage == Stage.WAITING) {
            return "waits to be sent" + (trouble.isEmpty() ? "" : ": " + trouble);
        }
        if (answers.stream().noneMatch(Answer::isThere)) {
            if (stage == Stage.NOT_SENT) {
                return "not sent: " + trouble;
            }
            return now.isBefore(expiresAt) ? "sent, " + remarks() : "expired, " + remarks();
        }
        return answers.size() == 1
                ? answers.get(0).text()
                : answers.stream()
                        .map(answer -> answer.server() + " " + answer.text())
                        .collect(Collectors.joining("; "));
    }

    /** As {@link #state}, short enough for a table: without what is wrong, and of several servers how many have answered. */
    String summary(Instant now) {
        if (stage == Stage.WAITING) {
            return "waits to be sent";
        }
        long answered = answers.stream().filter(Answer::isThere).count();
        if (answered == 0 && stage == Stage.NOT_SENT) {
            return "not sent";
        }
        if (answered == 0) {
            return now.isBefore(expiresAt) ? "sent, no answer yet" : "expired, no answer yet";
        }
        List<String> ends = answers.stream().map(Answer::end).distinct().toList();
        return answered < answers.size() ? answered + " of " + answers.size() + " answered" : String.join("; ", ends);
    }

    private String remarks() {
        return "no answer yet"
                + answers.stream()
                        .filter(answer -> !answer.remark().isEmpty())
                        .map(answer -> ", " + answer.server() + ": " + answer.remark())
                        .collect(Collectors.joining());
    }
}
