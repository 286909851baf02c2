package dev.mailshell.camel;

import dev.mailshell.ledger.SentCommands;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;

/** The short steps of a client's routes. */
public final class ClientSteps {

    /** Longer than a command may wait for its servers and an answer for us. */
    private static final Duration MEMORY = Duration.ofDays(400);

    private final IdentityName self;
    private final SentCommands sent;
    private final AwaitedReplies awaited;
    private final Clock clock;
    private final Trail trail;

    ClientSteps(IdentityName self, SentCommands sent, AwaitedReplies awaited, Clock clock, Trail trail) {
        this.self = self;
        this.sent = sent;
        this.awaited = awaited;
        this.clock = clock;
        this.trail = trail;
    }

    /** Gives a command file the id that it keeps; the route moves the file to a name with it. */
    public void assignId(Exchange exchange) {
        String name = exchange.getMessage().getBody(GenericFile.class).getFileNameOnly();
        TakenName taken = new TakenName(UUID.randomUUID(), name);
        exchange.setProperty("takenName", taken.toString());
        trail.happened(taken.id().toString(), "taken from the outbox, " + name);
    }

    /**
     * Commits which replies are expected, before any of the commands can have left. Of the list that is the body, those remain that no
     * earlier attempt has submitted.
     *
     * @throws Refusal if the command has expired while it waited
     */
    public void expectReplies(Exchange exchange) throws Refusal {
        List<OutgoingCommand> all = new ArrayList<>();
        for (Object outgoing : exchange.getMessage().getBody(List.class)) {
            all.add((OutgoingCommand) outgoing);
        }
        Command command = all.get(0).command();
        Set<IdentityName> reached = sent.submittedTo(command.id());
        Facts.ATTEMPT.set(exchange, new Attempt(reached));
        all.removeIf(outgoing -> reached.contains(outgoing.server()) || isSubmitted(outgoing));
        if (!all.isEmpty() && !clock.instant().isBefore(command.expiresAt())) {
            throw new Refusal(
                    Reason.EXPIRED,
                    "it could not be sent in time (valid until " + command.expiresAt() + ")",
                    "drop the file into outbox again if it shall still run");
        }
        for (OutgoingCommand expected : all) {
            sent.sending(command.id(), expected.server(), command.issuedAt(), expected.asked());
            awaited.expect(command.id(), expected.server());
        }
        exchange.getMessage().setBody(all);
    }

    private boolean isSubmitted(OutgoingCommand outgoing) {
        Command part = outgoing.command();
        return part.parts() > 1 && part.part() <= sent.partsSubmitted(part.id(), outgoing.server());
    }

    /**
     * Replaces what is to be sent by the command itself, and remembers where it goes. A part goes no further if one before it could not
     * be sent.
     */
    public void command(Exchange exchange) {
        OutgoingCommand outgoing = exchange.getMessage().getBody(OutgoingCommand.class);
        if (Facts.ATTEMPT.of(exchange).hasFailed(outgoing.server())) {
            exchange.setRouteStop(true);
            return;
        }
        Facts.OUTGOING.set(exchange, outgoing);
        exchange.getMessage().setBody(outgoing.command());
    }

    /** The SMTP server has accepted the command, or a part of it. */
    public void submitted(Exchange exchange) {
        OutgoingCommand outgoing = Facts.OUTGOING.of(exchange);
        Command command = outgoing.command();
        if (outgoing.isLast()) {
            sent.submitted(command.id(), outgoing.server(), clock.instant());
            Facts.ATTEMPT.of(exchange).submitted(outgoing.server());
            trail.happened(command.id().toString(), "submitted to " + outgoing.server());
        } else {
            sent.partSubmitted(command.id(), outgoing.server(), command.part());
            trail.happened(
                    command.id().toString(),
                    "part " + command.part() + " of " + command.parts() + " submitted to " + outgoing.server());
        }
    }

    /** The command did not leave for this server; the others get theirs all the same. */
    public void notSubmitted(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Optional<IdentityName> server = Facts.OUTGOING.find(exchange).map(OutgoingCommand::server);
        Facts.ATTEMPT.of(exchange).failed(new Unsent(server, failure));
    }

    /** Forgets commands to which no answer can come any more. */
    public void prune() {
        sent.prune(clock.instant().minus(MEMORY));
    }

    /** Lets a reply pass if it answers, to us, what we sent to exactly its signer, and is the first to do so. */
    public void checkExpected(Exchange exchange) throws Refusal {
        Reply reply = exchange.getMessage().getBody(Reply.class);
        IdentityName signer = Facts.SIGNER.of(exchange);
        if (!reply.from().equals(signer)) {
            throw new Refusal(Reason.FROM_NOT_SIGNER, "the signed from is not the signer, who is " + signer, "");
        }
        if (!reply.to().contains(self)) {
            throw new Refusal(Reason.NOT_ADDRESSED_TO_US, "the signed to does not name " + self, "");
        }
        if (!sent.awaits(reply.id(), signer)) {
            throw new Refusal(
                    Reason.REPLY_UNEXPECTED, signer + " was not sent this command, or has answered it before", "");
        }
        trail.happened(
                reply.id().toString(),
                "reply verified as " + signer + ", " + reply.status().wire());
    }
}
