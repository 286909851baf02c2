package dev.mailshell.hub;

import dev.mailshell.hub.sender.Connection;
import dev.mailshell.hub.sender.ForgedResults;
import dev.mailshell.hub.sender.Judgement;
import dev.mailshell.hub.sender.ResultsField;
import dev.mailshell.hub.sender.SenderChecks;
import dev.mailshell.hub.sender.SenderResults;
import dev.mailshell.hub.smtp.SmtpRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What is found out about mail from elsewhere, in the words of SMTP and of a field Authentication-Results. */
final class SenderVerdicts {

    /** The mail server at the other end waits for its answer meanwhile. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private final SenderChecks checks;
    private final String authservId;

    /** @param authservId what the hub calls itself in the field */
    SenderVerdicts(SenderChecks checks, String authservId) {
        this.checks = checks;
        this.authservId = authservId;
    }

    /**
     * The field that says what SPF, DKIM and DMARC found out.
     *
     * @throws SmtpRefusal if the domain that it says it is from wants it refused, or it cannot be found out now
     */
    String results(SmtpTransaction mail) throws IOException {
        try (InputStream content = mail.content()) {
            SenderResults results =
                    checks.verify(new Connection(mail.client(), mail.helo(), mail.from()), content, BUDGET);
            requireAccepted(results.judgement());
            return ResultsField.of(authservId, results);
        }
    }

    private static void requireAccepted(Judgement judgement) {
        if (judgement instanceof Judgement.Refused refused) {
            throw new SmtpRefusal(550, refused.status(), refused.text());
        }
        if (judgement instanceof Judgement.Deferred deferred) {
            throw new SmtpRefusal(451, deferred.status(), deferred.text());
        }
    }

    /** The mail without fields that only we may write. */
    InputStream withoutForgedFields(InputStream mail) throws IOException {
        return ForgedResults.remove(mail, authservId);
    }
}
