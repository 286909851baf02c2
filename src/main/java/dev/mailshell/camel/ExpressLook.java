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
 * Looks whether an opened mail asks for something that the server would answer itself, and chooses its lane. That decides nothing else: in
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
        Facts.LANE.set(exchange, isAnswered(Facts.OPENED.of(exchange)) ? Lane.EXPRESS : Lane.ORDINARY);
    }

    private boolean isAnswered(OpenedMessage opened) {
        try {
            if (!opened.encrypted() || Files.size(opened.entity()) > LARGEST) {
                return false;
            }
            Command command = read(opened);
            // How often it was asked before is counted when it is judged.
            return command.parts() == 1
                    && policy.decide(
                                    opened.signer(),
                                    command.invocation(),
                                    command.options(),
                                    History.NONE,
                                    clock.instant())
                            instanceof Verdict.Answered;
        } catch (IOException | Refusal | RuntimeException e) {
            // Not a failure: whoever reads it in its turn says what is wrong with it.
            return false;
        }
    }

    private Command read(OpenedMessage opened) throws IOException, Refusal {
        MimeEntity signed = MimeEntity.read(opened.entity());
        if (!HumanForm.isOf(signed)) {
            return json.readValue(SignedPart.ofCommands().document(signed), Command.class);
        }
        try {
            return form.read(signed, ReadTypedCommand.signing(opened)).command();
        } catch (UnreadableText e) {
            throw new IOException(e);
        }
    }
}
