package dev.mailshell.camel;

import dev.mailshell.audit.AuditAlarm;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.ledger.Approval;
import dev.mailshell.ledger.OutboxEntry;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.mime.OuterHeader;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.Verdict;
import dev.mailshell.model.Vote;
import java.time.Instant;
import org.apache.camel.Exchange;

/** The facts that steps hand to later steps. */
final class Facts {

    /** Which entry of the vault this is about. */
    static final Fact<StoredMail> STORED = new Fact<>("stored", StoredMail.class);
    /** When the mail was taken from the mailbox. */
    static final Fact<Instant> RECEIVED_AT = new Fact<>("receivedAt", Instant.class);
    /** The protected Message-ID, or else the outer one, which is unproved: good for threading and nothing else. */
    static final Fact<String> MESSAGE_ID = new Fact<>("messageId", String.class);
    /** What the unsigned header says about how the mail came here. */
    static final Fact<OuterHeader> OUTER = new Fact<>("outer", OuterHeader.class);
    /** Set if a fault of ours kept us from acting on the mail, so that it is worth another attempt: whether it may pass by itself. */
    static final Fact<Boolean> RETRY = new Fact<>("retry", Boolean.class);
    /** Set if the mail stays in the vault as it is: it waits there for its turn, or it was set aside. */
    static final Fact<Boolean> KEPT = new Fact<>("kept", Boolean.class);
    /** The file of the mail as it came, while it is opened. */
    static final Fact<WorkFile> RAW = new Fact<>("raw", WorkFile.class);
    /** Whether it may be the keys of somebody who was invited: what the route branches on. */
    static final Fact<Boolean> OFFERED = new Fact<>("offered", Boolean.class);
    /** Set once decryption and signature are proved. */
    static final Fact<OpenedMessage> OPENED = new Fact<>("opened", OpenedMessage.class);
    /** All parts of what was signed, once they are there. */
    static final Fact<JoinedMessage> JOINED = new Fact<>("joined", JoinedMessage.class);
    /** Whose signature verified. */
    static final Fact<IdentityName> SIGNER = new Fact<>("signer", IdentityName.class);
    /** In which format the mail came, and is answered. */
    static final Fact<MessageFormat> FORMAT = new Fact<>("format", MessageFormat.class);
    /** Set once the signed part is known: in which form it is read, and answered. */
    static final Fact<Form> FORM = new Fact<>("form", Form.class);
    /** The command, once its addresses are checked. */
    static final Fact<Command> COMMAND = new Fact<>("command", Command.class);
    /** What the ledger knows the command by. */
    static final Fact<CommandKey> COMMAND_KEY = new Fact<>("commandKey", CommandKey.class);
    /** The entry of the policy that decided. */
    static final Fact<String> RULE = new Fact<>("rule", String.class);
    /** What the policy calls the command, if it was about to start. */
    static final Fact<String> CATALOG_NAME = new Fact<>("catalogName", String.class);
    /** The steps so far. */
    static final Fact<Story> STORY = new Fact<>("story", Story.class);
    /** Set once the ledger has committed the intent. */
    static final Fact<Boolean> ACCEPTED = new Fact<>("accepted", Boolean.class);
    /** What the policy said, if it allowed the command. */
    static final Fact<Verdict.Allowed> ALLOWED = new Fact<>("allowedBy", Verdict.Allowed.class);
    /** Set if it has waited for approvals and goes on now: whoever approved it, approved it under this digest. */
    static final Fact<Approval> APPROVED = new Fact<>("approved", Approval.class);
    /** What the approvers are asked, if it has to wait for them. */
    static final Fact<ApprovalRequest> REQUEST = new Fact<>("request", ApprovalRequest.class);
    /** The vote that it is. */
    static final Fact<Vote> VOTE = new Fact<>("vote", Vote.class);
    /** {@code approved} or {@code ended}: what came of a wait for approvals, and what the route branches on. */
    static final Fact<String> DECISION = new Fact<>("decision", String.class);
    /** What the policy said, if the server answers the command itself. */
    static final Fact<Verdict.Answered> ANSWERED = new Fact<>("answeredBy", Verdict.Answered.class);
    /** Where the opened mail waits for its turn; set again by the lane itself once that has come. */
    static final Fact<Lane> LANE = new Fact<>("lane", Lane.class);
    /** Set once the command is about to run: a hand on its job. */
    static final Fact<RunningCommand> RUNNING = new Fact<>("running", RunningCommand.class);
    /** {@code allowed}, {@code answered}, {@code waiting}, {@code vote}, {@code denied} or {@code explained}: what the route branches on. */
    static final Fact<String> VERDICT = new Fact<>("verdict", String.class);
    /** The attempt at a command file. */
    static final Fact<Attempt> ATTEMPT = new Fact<>("attempt", Attempt.class);
    /** The command that is being sent, and the server that it goes to. */
    static final Fact<OutgoingCommand> OUTGOING = new Fact<>("outgoing", OutgoingCommand.class);
    /** How the command ended. */
    static final Fact<Outcome> OUTCOME = new Fact<>("outcome", Outcome.class);
    /** The composed reply and the files that ride with it. */
    static final Fact<ComposedReply> COMPOSED = new Fact<>("composed", ComposedReply.class);
    /** The outbox entry that is being delivered. */
    static final Fact<OutboxEntry> DELIVERING = new Fact<>("delivering", OutboxEntry.class);
    /** {@code refused} if a smaller reply has to take its place, else not set: what the route branches on. */
    static final Fact<String> DELIVERY = new Fact<>("delivery", String.class);

    /** What the client has seen of the audit log, if its command is not at hand any more. */
    static final Fact<SeenSizes> SEEN = new Fact<>("seen", SeenSizes.class);
    /** The checkpoint that is being sealed. */
    static final Fact<Checkpoint> CHECKPOINT = new Fact<>("checkpoint", Checkpoint.class);
    /** Set if a reply does not fit what was seen of its server's audit log. */
    static final Fact<AuditAlarm> AUDIT_ALARM = new Fact<>("auditAlarm", AuditAlarm.class);

    private Facts() {}

    /** In which form to answer; that of programs as long as nothing else is known. */
    static Form form(Exchange exchange) {
        return FORM.find(exchange).orElse(Form.MACHINE);
    }

    /** Whether the mail was encrypted; true as long as nothing else is known. */
    static boolean isEncrypted(Exchange exchange) {
        return OPENED.find(exchange).map(OpenedMessage::encrypted).orElse(true);
    }

    /** What the answer takes from the mail that asked. */
    static Question question(Exchange exchange) {
        return new Question(form(exchange), FORMAT.find(exchange), MESSAGE_ID.find(exchange), seen(exchange));
    }

    /** What the client has seen of the audit log. */
    static SeenSizes seen(Exchange exchange) {
        return COMMAND.find(exchange)
                .map(command -> command.options().seen())
                .or(() -> SEEN.find(exchange))
                .orElse(SeenSizes.NONE);
    }

    /** Sets what an answer takes from a mail that is not at hand any more. */
    static void setQuestion(Exchange exchange, Question question) {
        FORM.set(exchange, question.form());
        SEEN.set(exchange, question.seen());
        question.format().ifPresent(format -> FORMAT.set(exchange, format));
        question.messageId().ifPresent(id -> MESSAGE_ID.set(exchange, id));
    }
}
