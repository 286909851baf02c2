package dev.mailshell.camel;

import dev.mailshell.crypto.Certificates;
import dev.mailshell.crypto.InvitationKeys;
import dev.mailshell.crypto.PublicKeys;
import dev.mailshell.ledger.Invitation;
import dev.mailshell.ledger.Invitations;
import dev.mailshell.model.Identity;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.wire.Enrolment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps by which a server takes the keys of somebody who was invited. Only an invitation that is open lets anything happen here. */
public final class InvitationSteps {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.keys");

    private final Party party;
    private final Invitations invitations;
    private final PendingOffers pending;
    private final EnrolmentMail mails;
    private final Clock clock;

    InvitationSteps(Party party, Clock clock) {
        this.party = party;
        this.invitations = new Invitations(party.home().invitations());
        this.pending = new PendingOffers(party.home().pending());
        this.mails = new EnrolmentMail(party, clock);
        this.clock = clock;
    }

    /** Looks whether the mail is an offer while there is an invitation; sets the property {@code offered}, and decides nothing else. */
    public void look(Exchange exchange) throws IOException {
        boolean offered = !invitations.isEmpty()
                && EnrolmentMail.isOne(exchange.getMessage().getBody(Path.class));
        Facts.OFFERED.set(exchange, offered);
    }

    /**
     * Files the keys in the offer for the operator, if it is of who has the code; the same offer again is answered again and changes nothing.
     *
     * @throws Refusal if it is not, or the invitation is over or was used for other keys
     */
    public synchronized void file(Exchange exchange) throws IOException, Refusal {
        Enrolment.Proved mail = mails.read(exchange.getMessage().getBody(Path.class));
        Invitation invitation = invitations
                .find(mail.invitation())
                .filter(open -> !open.isOver(clock.instant()))
                .orElseThrow(() -> refusal("it names no invitation that is open"));
        byte[] content = mail.bytes();
        if (!InvitationKeys.equal(keys(invitation).offerMac(content), mail.mac())) {
            invitations.noteAttempt(invitation);
            throw refusal("it does not prove the code of the invitation of " + invitation.client());
        }
        String sha256 = InvitationKeys.sha256(content);
        if (invitation.offer().filter(used -> !used.equals(sha256)).isPresent()) {
            throw refusal("the invitation of " + invitation.client() + " was used before, for other keys");
        }
        Enrolment.Offer offer = Enrolment.offer(party.json(), content);
        if (!offer.name().equals(invitation.client().value())) {
            throw refusal("it offers keys in another name than that of " + invitation.client());
        }
        MailAddress address = new MailAddress(offer.address());
        EnrolmentKeys offered = EnrolmentKeys.read(offer.certificate(), offer.openPgp(), clock.instant());
        boolean first = invitation.offer().isEmpty();
        if (first) {
            pending.file(new Identity(invitation.client(), address), offered);
        }
        invitations.use(invitation, sha256);
        if (first) {
            tell(invitation, address, offered);
        }
        exchange.getMessage().setBody(new Welcome(keys(invitation), address, sha256));
    }

    private static void tell(Invitation invitation, MailAddress address, EnrolmentKeys offered) {
        LOG.warn(
                "{} at {} offers keys; compare the fingerprints, then: mailshell keys accept {}",
                invitation.client(),
                address,
                invitation.client());
        LOG.warn(
                "{} offers the certificate {}",
                invitation.client(),
                Certificates.fingerprint(offered.certificate()).grouped());
        offered.openPgp()
                .map(key -> key.fingerprint().grouped())
                .ifPresent(key -> LOG.warn("{} offers the OpenPGP key {}", invitation.client(), key));
    }

    /** Replaces it by the mail with our own keys, proved by the same code. */
    public void answer(Exchange exchange) throws Exception {
        Welcome welcome = exchange.getMessage().getBody(Welcome.class);
        PublicKeys ours = party.publicKeys();
        Identity self = party.config().identity();
        byte[] content = Enrolment.bytes(
                party.json(),
                new Enrolment.Answer(
                        self.name().value(),
                        self.address().value(),
                        ours.certificate(),
                        ours.openPgp(),
                        welcome.offer()));
        mails.put(
                Enrolment.Proved.of(welcome.keys().id(), content, welcome.keys().answerMac(content)),
                welcome.address(),
                true,
                exchange);
    }

    private static InvitationKeys keys(Invitation invitation) {
        return new InvitationKeys(invitation.id(), invitation.offerKey(), invitation.answerKey());
    }

    private static Refusal refusal(String fact) {
        return new Refusal(Reason.INVITATION_REFUSED, fact, "");
    }

    /** Who is answered, and what. */
    private record Welcome(InvitationKeys keys, MailAddress address, String offer) {}
}
