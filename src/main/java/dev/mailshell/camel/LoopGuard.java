package dev.mailshell.camel;

import dev.mailshell.mime.OuterHeader;
import dev.mailshell.model.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses what a machine wrote, so that no answer meets an answer (RFC 3834 section 2). */
final class LoopGuard implements Processor {

    @Override
    public void process(Exchange exchange) throws Refusal {
        String sign = Facts.AUTOMATIC.find(exchange).orElse("");
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
}
