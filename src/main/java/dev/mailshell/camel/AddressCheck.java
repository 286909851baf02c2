package dev.mailshell.camel;

import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a command pass if its signer wrote it as himself, and for this server. */
final class AddressCheck implements Processor {

    private final IdentityName self;
    private final Expectation mail;
    private final Trail trail;

    /** @param mail whoever has written a command may soon write the next */
    AddressCheck(IdentityName self, Expectation mail, Trail trail) {
        this.self = self;
        this.mail = mail;
        this.trail = trail;
    }

    @Override
    public void process(Exchange exchange) throws Unanswerable {
        Command command = exchange.getMessage().getBody(Command.class);
        IdentityName signer = Facts.SIGNER.of(exchange);
        if (!command.from().equals(signer)) {
            throw new Unanswerable(Reason.FROM_NOT_SIGNER, "the signed from is not the signer, who is " + signer);
        }
        // Whoever received it could have encrypted it for us again: the signature alone does not say for whom it was.
        if (!command.to().contains(self)) {
            throw new Unanswerable(Reason.NOT_ADDRESSED_TO_US, "the signed to does not name " + self);
        }
        mail.soon();
        Facts.COMMAND.set(exchange, command);
        Facts.COMMAND_KEY.set(exchange, command.key());
        trail.happened(
                command.id().toString(),
                "verified as " + signer + (Facts.isEncrypted(exchange) ? "" : ", signed and not encrypted"));
    }
}
