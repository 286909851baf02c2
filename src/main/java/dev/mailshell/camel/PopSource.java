package dev.mailshell.camel;

import dev.mailshell.config.PopMailbox;
import dev.mailshell.ledger.Vault;
import jakarta.mail.Message;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.component.mail.MailUidGenerator;

/** A maildrop; what is stored is deleted there. */
final class PopSource implements MailSource {

    private static final MailUidGenerator NUMBER = (endpoint, mail) -> Integer.toString(mail.getMessageNumber());

    private final PopMailbox pop3;
    private final long maxMail;
    private final LeftMails left;
    private final DeletingStored deleting;
    private final MaildropPush push;

    /**
     * @param left what is not taken
     * @param vault where its mails are stored
     * @param maxMail the largest mail, in bytes
     */
    PopSource(PopMailbox pop3, LeftMails left, Vault vault, long maxMail, MaildropPush push) {
        this.pop3 = pop3;
        this.left = left;
        this.deleting = new DeletingStored(vault);
        this.maxMail = maxMail;
        this.push = push;
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of(
                "pop3Login",
                new MailLogin(pop3.user(), pop3.password()::reveal),
                "mailNumber",
                NUMBER,
                "notLeft",
                MaildropSearch.ofAll(left),
                "deletingStored",
                deleting,
                "mailboxPush",
                new PromptedPolling(push));
    }

    @Override
    public SearchTerm only(SearchTerm wanted) {
        return MaildropSearch.of(wanted, left);
    }

    @Override
    public Expectation expectation() {
        return push;
    }

    @Override
    public IncomingMail incoming(Message mail) throws IOException {
        if (mail instanceof MaildropMail) {
            return new PopMail(mail, maxMail, deleting, left);
        }
        throw new IOException("the mail does not come from a maildrop");
    }

    @Override
    public String remainder() {
        return "no mailbox has it any more";
    }
}
