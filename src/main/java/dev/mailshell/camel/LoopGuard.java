package dev.mailshell.camel;

import dev.mailshell.mime.OuterHeader;
import dev.mailshell.mime.Sender;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses what a machine wrote, so that no answer meets an answer (RFC 3834 section 2), and what goes round in a circle. */
final class LoopGuard implements Processor {

    private final MailAddress self;
    private final AddressBook clients;

    LoopGuard(MailAddress self, AddressBook clients) {
        this.self = self;
        this.clients = clients;
    }

    @Override
    public void process(Exchange exchange) throws Refusal {
        OuterHeader header = Facts.OUTER.of(exchange);
        refuseAutomatic(header.automatic().orElse(""));
        if (header.hops() > OuterHeader.MAX_HOPS) {
            throw new Refusal(
                    Reason.MAIL_LOOPED,
                    "it was handed on too often (was " + header.hops() + " fields Received, expected at most "
                            + OuterHeader.MAX_HOPS + ")",
                    "");
        }
        if (header.sender().filter(this::isOurselves).isPresent()) {
            throw new Refusal(Reason.MAIL_LOOPED, "its From is this server itself", "");
        }
    }

    private static void refuseAutomatic(String sign) throws Refusal {
        if (sign.equals(OuterHeader.REPORT)) {
            // Anybody may write such a mail, so nothing follows from it but a line to look at.
            throw new Refusal(
                    Reason.MAIL_AUTOMATIC,
                    "a mail server reports on a mail that was sent before, mostly that it did not arrive; read it with a"
                            + " mail program",
                    "");
        }
        if (!sign.isEmpty()) {
            throw new Refusal(Reason.MAIL_AUTOMATIC, "a machine wrote the mail (its sign is " + sign + ")", "");
        }
    }

    /** A client may share our mailbox, and so our address. */
    private boolean isOurselves(Sender sender) {
        return sender.is(self) && clients.addresses().stream().noneMatch(sender::is);
    }
}
