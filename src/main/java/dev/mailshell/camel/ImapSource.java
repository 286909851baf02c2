package dev.mailshell.camel;

import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.Provider;
import dev.mailshell.config.Push;
import dev.mailshell.ledger.Vault;
import jakarta.mail.Message;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.LoggerFactory;

/** A folder of an IMAP mailbox; what is stored is moved to another. */
final class ImapSource implements MailSource {

    private final MailLogin login;
    private final UnmovedMails unmoved;
    private final MovingAside aside;
    private final MailboxPush push;

    /**
     * @param login to the mailbox
     * @param watch knows whether the mailbox answers
     * @param vault where its mails are stored
     * @param timeout how long the mail server may say nothing
     */
    ImapSource(
            ImapMailbox imap, MailLogin login, MailboxWatch watch, Vault vault, Duration timeout, Surroundings around) {
        this.login = login;
        this.unmoved = new UnmovedMails(around.clock(), around.random());
        this.aside = new MovingAside(
                new ReceivedFolder(imap.received()), unmoved, vault, LoggerFactory.getLogger("mailshell.mailbox"));
        this.push = new MailboxPush(
                imap.push() != Push.OFF,
                new Pace(imap.push(), Provider.isPublic(imap.host()), System::nanoTime),
                watch,
                timeout,
                MailboxPush.SAFETY_NET,
                around.random());
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of(
                "imapLogin", login,
                "mailNumber", new MailNumber(unmoved),
                "storedMails", new StoredMails(),
                "movingAside", aside,
                "mailboxPush", new PromptedPolling(push));
    }

    @Override
    public SearchTerm only(SearchTerm wanted) {
        return FromPeers.inFolder(wanted);
    }

    @Override
    public Expectation expectation() {
        return push;
    }

    @Override
    public IncomingMail incoming(Message mail) throws IOException {
        if (mail instanceof IMAPMessage fetched) {
            return new ImapMail(fetched, aside);
        }
        throw new IOException("the mail does not come from an IMAP mailbox");
    }

    @Override
    public String remainder() {
        return "the mailbox still has it, in " + aside.folder();
    }
}
