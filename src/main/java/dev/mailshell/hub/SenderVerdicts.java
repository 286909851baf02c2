package dev.mailshell.hub;

import dev.mailshell.hub.smtp.SmtpRefusal;
import java.io.InputStream;

/** WIP. */
final class SenderVerdicts {

    String results(SmtpTransaction mail) {
        if (mail.recipients().isEmpty()) {
            return "";
        }
        throw new SmtpRefusal(451, "4.3.0", "wip");
    }

    InputStream withoutForgedResults(InputStream mail) {
        return mail;
    }
}
