package dev.mailshell.camel;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.mime.Document;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the request for each approver who can be written to; the mails, by the name of the approver, become the body. */
final class SealRequests implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.approval");

    private final IdentityName self;
    private final Envelope envelope;
    private final AddressBook addresses;
    private final String preface;

    /** @param preface what stands above each request, with its LFs; mostly nothing */
    SealRequests(IdentityName self, Envelope envelope, AddressBook addresses, String preface) {
        this.self = self;
        this.envelope = envelope;
        this.addresses = addresses;
        this.preface = preface;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        ApprovalRequest request = Facts.REQUEST.of(exchange);
        Map<IdentityName, SealedMail> sealed = new HashMap<>();
        for (IdentityName approver : request.rule().approvers()) {
            seal(request, approver).ifPresent(mail -> sealed.put(approver, mail));
        }
        if (sealed.size() < request.rule().count()) {
            Refusal refusal = new Refusal(
                    Reason.APPROVAL_IMPOSSIBLE,
                    "it needs approvals and cannot get them: too few approvers can be written to (was " + sealed.size()
                            + ", expected at least " + request.rule().count() + ")",
                    "have the keys of the approvers put into trust/clients of the server");
            deleteAfter(refusal, sealed.values());
            throw refusal;
        }
        exchange.getMessage().setBody(sealed);
    }

    /** One who cannot be written to keeps no other from being asked. */
    private Optional<SealedMail> seal(ApprovalRequest request, IdentityName approver) throws IOException {
        try {
            Identity identity = addresses.identity(approver);
            Envelope.Letter letter = Envelope.Letter.ofRequest(Document.answer(preface + request.letter(self)));
            return Optional.of(new SealedMail(
                    identity.address(),
                    envelope.seal(letter, identity, Optional.empty()).path()));
        } catch (Refusal | ProtectionFailure e) {
            LOG.warn("{} is not asked for an approval: {}", approver, e.getMessage());
            LOG.debug("an approver cannot be written to", e);
            return Optional.empty();
        }
    }

    private static void deleteAfter(Refusal refusal, Iterable<SealedMail> mails) {
        for (SealedMail mail : mails) {
            try {
                Files.deleteIfExists(mail.message());
            } catch (IOException e) {
                refusal.addSuppressed(e);
            }
        }
    }
}
