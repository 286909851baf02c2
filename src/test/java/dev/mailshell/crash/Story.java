package dev.mailshell.crash;

import static dev.mailshell.model.FinalStatus.CANCELLED;
import static dev.mailshell.model.FinalStatus.DENIED;
import static dev.mailshell.model.FinalStatus.DONE;
import static dev.mailshell.model.FinalStatus.EXPIRED;
import static dev.mailshell.model.FinalStatus.FAILED;
import static dev.mailshell.model.FinalStatus.INTERRUPTED;
import static dev.mailshell.model.FinalStatus.TIMED_OUT;

import dev.mailshell.model.FinalStatus;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens until the kill, so that each step is reached. */
// A set that is never changed and a change of text: both are immutable, but their types do not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum Story {
    PLAIN("", First.COMMAND, DONE),
    LONG_REPLY("of a reply in parts", First.LONG, DONE),
    COMMAND_IN_PARTS("of a command in parts", First.FILE, DONE),

    // Of a server.
    LEFT_RUNNING("after a kill while it ran", First.COMMAND, "after note-running", INTERRUPTED),
    LEFT_IN_VAULT("after a kill before it was opened", First.COMMAND, "after store-sealed", DONE),
    LEFT_IN_OUTBOX("after a kill before it was delivered", First.COMMAND, "before deliver", DONE),
    OLD_ENTRIES("with something to forget", First.COMMAND, RouteChange.atOnce("prune-ledger"), DONE),
    TYPED_COMMAND("of a command that a person typed", First.TYPED, DONE),
    BUILT_IN_COMMAND("of a command that the server answers itself", First.BUILT_IN, DONE),
    DENIED_COMMAND("of a command that is denied", First.DENIED, DENIED),
    UNSTORABLE_MAIL(
            "of a mail that cannot be stored",
            First.COMMAND,
            RouteChange.failing("receive-mail", "store-sealed", IOException.class),
            DONE),
    STRANGERS_MAIL("of a stranger's mail", First.JUNK),
    STALE_COMMAND("of a command that is too old to answer", First.STALE),
    FAILING_COMMAND(
            "of a command that fails by our fault",
            First.COMMAND,
            RouteChange.failing("run-command", "note-running", IOException.class),
            FAILED),
    UNWRITABLE_ANSWER(
            "of an answer that cannot be written",
            First.COMMAND,
            RouteChange.failing("send-reply", "commit-reply", IOException.class),
            INTERRUPTED),
    REFUSED_REPLY(
            "of a reply that is refused for good",
            First.COMMAND,
            RouteChange.failing("deliver-reply", "submit", NoSuchFileException.class),
            DONE),
    EXPIRED_PARTS("of a command of which a part is lost", First.LOST_PART, RouteChange.often("expire-parts"), EXPIRED),
    APPROVED_COMMAND("of a command that is approved", First.WAITING, DONE),
    DISAPPROVED_COMMAND("of a command that an approver denies", First.WAITING, DENIED),
    CANCELLED_COMMAND("of a command that is called back before it is approved", First.WAITING, CANCELLED),
    UNAPPROVED_COMMAND("of a command that nobody approves", First.WAITING, EXPIRED),
    CROWD("with more commands than one client has places for", First.CROWD, DONE, TIMED_OUT),

    // Of a client.
    REPLY_LEFT_IN_VAULT("after a kill before it was opened", First.COMMAND, "after store-sealed", DONE),
    OLD_COMMANDS("with a look for something to forget", First.COMMAND, RouteChange.atOnce("prune-sent"), DONE),
    UNSTORABLE_REPLY(
            "of a reply that cannot be stored",
            First.COMMAND,
            RouteChange.failing("receive-replies", "store-sealed", IOException.class),
            DONE),
    REQUEST("of a request for an approval", First.REQUEST),
    FALSE_REPLY("of a mail that is no reply", First.JUNK),
    UNSENDABLE_COMMAND(
            "of a command that fails by our fault",
            First.COMMAND,
            RouteChange.failing("send-command", "expect-replies", IOException.class),
            DONE),
    UNREACHABLE_SERVER(
            "of a server that cannot be reached",
            First.COMMAND,
            RouteChange.failing("submit-command", "submit", IOException.class),
            DONE);

    /** What comes first; a good command comes after all is over. */
    enum First {
        COMMAND,
        /** More at once than a client has places for, which end when some had to wait. */
        CROWD,
        DENIED,
        /** A program asks whether the server is there. */
        BUILT_IN,
        /** What it prints does not fit into one mail. */
        LONG,
        /** The file that goes with it does not fit into one mail. */
        FILE,
        /** The server has one part of two of it, and it has expired. */
        LOST_PART,
        /** It waits for the approval of bob. */
        WAITING,
        /** The server asks for an approval. */
        REQUEST,
        JUNK,
        STALE,
        /** Text, which is answered in text. */
        TYPED
    }

    private static final Set<String> STEPS_OF_A_COMMAND_IN_PARTS =
            Set.of("collect-parts", "once", "check-files", "execute", "commit-reply");
    private static final Set<String> STEPS_OF_A_REPLY_IN_PARTS = Set.of("collect-parts", "store-reply");

    private final String words;
    private final First first;
    private final Optional<String> earlierDeath;
    private final Optional<RouteChange> change;
    private final Set<FinalStatus> answers = EnumSet.noneOf(FinalStatus.class);

    Story(String words, First first, FinalStatus... answers) {
        this(words, first, Optional.empty(), Optional.empty(), answers);
    }

    Story(String words, First first, String earlierDeath, FinalStatus... answers) {
        this(words, first, Optional.of(earlierDeath), Optional.empty(), answers);
    }

    Story(String words, First first, RouteChange change, FinalStatus... answers) {
        this(words, first, Optional.empty(), Optional.of(change), answers);
    }

    Story(
            String words,
            First first,
            Optional<String> earlierDeath,
            Optional<RouteChange> change,
            FinalStatus... answers) {
        this.words = words;
        this.first = first;
        this.earlierDeath = earlierDeath;
        this.change = change;
        this.answers.addAll(Set.of(answers));
    }

    First first() {
        return first;
    }

    /** The moment of a kill before the one that is tried. */
    Optional<String> earlierDeath() {
        return earlierDeath;
    }

    Optional<RouteChange> change() {
        return change;
    }

    /** The answers that the first command may get if no kill interrupts it. */
    Set<FinalStatus> answers() {
        return answers;
    }

    /** For the name of a test; may be empty. */
    String words() {
        return words;
    }

    /** Whether a mail of it comes in parts. */
    boolean isInParts() {
        return first == First.LONG || first == First.FILE;
    }

    /** Those that come to commits and mail commands, each perhaps to some that those before it do not come to. */
    static List<Story> withMomentsOfTheirOwn() {
        return List.of(PLAIN, LONG_REPLY, COMMAND_IN_PARTS, APPROVED_COMMAND);
    }

    /** The stories in which that step is reached; a step that nothing is said of is on the way of each command. */
    static List<Story> of(Victim victim, RouteStep step) {
        List<Story> stories = new ArrayList<>();
        stories.add(victim == Victim.SERVER ? ofServer(step) : ofClient(step));
        if (victim == Victim.SERVER && STEPS_OF_A_COMMAND_IN_PARTS.contains(step.id())) {
            stories.add(COMMAND_IN_PARTS);
        }
        if (victim == Victim.CLIENT && STEPS_OF_A_REPLY_IN_PARTS.contains(step.id())) {
            stories.add(LONG_REPLY);
        }
        return stories;
    }

    private static Story ofServer(RouteStep step) {
        return switch (step.id()) {
            case "open-next" -> CROWD;
            case "deliver-next-part" -> LONG_REPLY;
            case "read-text" -> TYPED_COMMAND;
            case "wait-for-approvals", "count" -> APPROVED_COMMAND;
            case "answer-unapproved" -> DISAPPROVED_COMMAND;
            case "answer-cancelled" -> CANCELLED_COMMAND;
            case "wait-for-answer", "answer-it" -> BUILT_IN_COMMAND;
            case "answer-with-verdict" -> DENIED_COMMAND;
            case "note-unstored" -> UNSTORABLE_MAIL;
            case "record-refusal" -> STRANGERS_MAIL;
            case "record-unanswerable" -> STALE_COMMAND;
            case "turn-into-outcome", "answer-failure" -> FAILING_COMMAND;
            case "leave-unanswered" -> UNWRITABLE_ANSWER;
            case "try-later", "refused-for-good", "replace" -> REFUSED_REPLY;
            default ->
                switch (step.route()) {
                    case "answer-at-once", "answer-command" -> BUILT_IN_COMMAND;
                    case "resume-interrupted" -> LEFT_RUNNING;
                    case "resume-stored" -> LEFT_IN_VAULT;
                    case "retry-deliveries" -> LEFT_IN_OUTBOX;
                    case "replace-refused-reply" -> REFUSED_REPLY;
                    case "prune-ledger" -> OLD_ENTRIES;
                    case "expire-parts" -> EXPIRED_PARTS;
                    case "ask-approvers", "take-vote", "conclude-wait" -> APPROVED_COMMAND;
                    case "expire-approvals" -> UNAPPROVED_COMMAND;
                    default -> PLAIN;
                };
        };
    }

    private static Story ofClient(RouteStep step) {
        return switch (step.id()) {
            case "note-unstored" -> UNSTORABLE_REPLY;
            case "record-refusal" -> FALSE_REPLY;
            case "file-request" -> REQUEST;
            case "file-unsent" -> UNSENDABLE_COMMAND;
            case "note-unsubmitted" -> UNREACHABLE_SERVER;
            default ->
                switch (step.route()) {
                    case "resume-stored" -> REPLY_LEFT_IN_VAULT;
                    case "prune-sent" -> OLD_COMMANDS;
                    default -> PLAIN;
                };
        };
    }
}
