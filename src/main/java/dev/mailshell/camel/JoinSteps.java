package dev.mailshell.camel;

import dev.mailshell.crypto.InvitationCode;
import dev.mailshell.crypto.InvitationKeys;
import dev.mailshell.crypto.PublicKeys;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.wire.Enrolment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;

/** The steps by which an invited client hands its keys over, and takes those of the server. */
public final class JoinSteps {

    private final Party party;
    private final InvitationKeys keys;
    private final MailAddress server;
    private final EnrolmentMail mails;
    private final byte[] offer;
    private final CompletableFuture<JoinedServer> joined = new CompletableFuture<>();

    JoinSteps(Party party, InvitationCode code, MailAddress server, Clock clock) {
        this.party = party;
        this.keys = code.keys();
        this.server = server;
        this.mails = new EnrolmentMail(party, clock);
        this.offer = offer(party);
    }

    /** The same each time, so that a second mail with it asks for no more than the first. */
    private static byte[] offer(Party party) {
        PublicKeys ours = party.publicKeys();
        Identity self = party.config().identity();
        return Enrolment.bytes(
                party.json(),
                new Enrolment.Offer(self.name().value(), self.address().value(), ours.certificate(), ours.openPgp()));
    }

    /** Makes the mail with our keys the body. */
    public void offer(Exchange exchange) throws Exception {
        mails.put(Enrolment.Proved.of(keys.id(), offer, keys.offerMac(offer)), server, false, exchange);
    }

    /** The mail could not be sent. */
    public void failed(Exchange exchange) {
        joined.completeExceptionally(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /**
     * Takes the answer, if who wrote it has the code and answers to what we offered.
     *
     * @throws Refusal if not
     */
    public void welcome(Exchange exchange) throws IOException, Refusal {
        Path file = exchange.getMessage().getBody(Path.class);
        if (!EnrolmentMail.isOne(file)) {
            throw refusal("it is no answer to an offer of keys");
        }
        Enrolment.Proved mail = mails.read(file);
        byte[] content = mail.bytes();
        if (!mail.invitation().equals(keys.id()) || !InvitationKeys.equal(keys.answerMac(content), mail.mac())) {
            throw refusal("the answer does not prove the code of our invitation");
        }
        Enrolment.Answer answer = Enrolment.answer(party.json(), content);
        MailAddress address = new MailAddress(answer.address());
        if (!answer.offer().equals(InvitationKeys.sha256(offer))
                || !address.value().equalsIgnoreCase(server.value())) {
            throw refusal("the answer is to another offer, or of another server");
        }
        joined.complete(new JoinedServer(
                new Identity(new IdentityName(answer.name()), address), answer.certificate(), answer.openPgp()));
    }

    Future<JoinedServer> joined() {
        return joined;
    }

    private static Refusal refusal(String fact) {
        return new Refusal(Reason.INVITATION_REFUSED, fact, "");
    }
}
