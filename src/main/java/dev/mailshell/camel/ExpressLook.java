package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.human.HumanForm;
import dev.mailshell.human.UnreadableText;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Command;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Looks whether an opened mail asks for something that the server would answer itself, or is a vote, and chooses its lane. That decides nothing else: in
 * either lane the mail is read and judged again, and in the express lane nothing runs.
 */
final class ExpressLook implements Processor {

    /** A longer mail asks for more than that, or may wait; so does one that is only signed, which is a script. */
    private static final long LARGEST = 16 * 1024;

    private final Policy policy;
    private final HumanForm form;
    private final ObjectMapper json;
    private final Clock clock;

    ExpressLook(Policy policy, HumanForm form, ObjectMapper json, Clock clock) {
        this.policy = policy;
        this.form = form;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Facts.LANE.set(exchange, isForExpress(Facts.OPENED.of(exchange)) ? Lane.EXPRESS : Lane.ORDINARY);
    }

    private boolean isForExpress(OpenedMessage opened) {
        try {
            if (!opened.encrypted() || Files.size(opened.entity()) > LARGEST) {
                return false;
            }
            MimeEntity signed = MimeEntity.read(opened.entity());
            if (!HumanForm.isOf(signed)) {
                return runsNothing(json.readValue(SignedPart.ofCommands().document(signed), Command.class));
            }
            return form.vote(signed).isPresent()
                    || runsNothing(
                            form.read(signed, ReadTypedCommand.signing(opened)).command());
        } catch (IOException | UnreadableText | Refusal | RuntimeException e) {
            // Not a failure: whoever reads it in its turn says what is wrong with it.
            return false;
        }
    }

    private boolean runsNothing(Command command) {
        return command.parts() == 1 && (DecideCommand.vote(command).isPresent() || isAnswered(command));
    }

    /** How often it was asked before is counted when it is judged. */
    private boolean isAnswered(Command command) {
        return policy.decide(command.from(), command.invocation(), command.options(), History.NONE, clock.instant())
                instanceof Verdict.Answered;
    }
}
