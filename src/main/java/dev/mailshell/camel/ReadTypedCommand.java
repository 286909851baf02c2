package dev.mailshell.camel;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.human.HumanForm;
import dev.mailshell.human.Signing;
import dev.mailshell.human.TypedCommand;
import dev.mailshell.human.TypedVote;
import dev.mailshell.human.UnreadableText;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Replaces an opened mail that a person typed by the command that it is; the vote of an approver is one too. */
final class ReadTypedCommand implements Processor {

    private final HumanForm form;

    ReadTypedCommand(HumanForm form) {
        this.form = form;
    }

    @Override
    public void process(Exchange exchange) throws IOException, Refusal {
        OpenedMessage opened = Facts.OPENED.of(exchange);
        MimeEntity signed = MimeEntity.read(opened.entity());
        if (HumanForm.isAutomatic(signed)) {
            // Two servers that answered each other's answers would never end.
            throw new Unanswerable(
                    Reason.CONTENT_TYPE_REFUSED, "the signed text is an automatic answer, not a command");
        }
        TypedCommand typed = read(signed, opened);
        Facts.JOINED.set(exchange, JoinedMessage.ofFiles(typed.files()));
        exchange.getMessage().setBody(typed.command());
    }

    private TypedCommand read(MimeEntity signed, OpenedMessage opened) throws IOException, Refusal {
        Signing signing = signing(opened);
        try {
            if (!opened.encrypted()) {
                return script(signed, signing);
            }
            Optional<TypedVote> vote = form.vote(signed);
            return vote.isPresent()
                    ? new TypedCommand(form.command(vote.get(), signing), List.of())
                    : form.read(signed, signing);
        } catch (UnreadableText e) {
            Refusal refusal = new Refusal(e.reason(), e.getMessage(), e.hint());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private TypedCommand script(MimeEntity signed, Signing signing) throws IOException, Refusal, UnreadableText {
        TypedCommand script = form.readScript(signed, signing);
        if (DecideCommand.vote(script.command()).isPresent()) {
            throw new Refusal(Reason.NOT_ENCRYPTED, "the vote is signed and not encrypted", "encrypt it");
        }
        return script;
    }

    /** Without a time of its own, a signature does not say until when its command may run. */
    static Signing signing(OpenedMessage opened) throws Unanswerable {
        return new Signing(
                opened.signer(),
                opened.signedAt()
                        .orElseThrow(() -> new Unanswerable(Reason.TOO_OLD_TO_ANSWER, "the signature has no time")),
                opened.sha256());
    }
}
