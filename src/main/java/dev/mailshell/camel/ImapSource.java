package dev.mailshell.camel;

import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.Provider;
import dev.mailshell.config.Push;
import dev.mailshell.ledger.Vault;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.mail.MailBoxPostProcessAction;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of an IMAP mailbox that routes read; what is stored is moved to another. */
final class ImapSource implements MailSource {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.mailbox");

    private final ImapMailbox imap;
    private final MailLogin login;
    private final MailboxWatch watch;
    private final AddressBook peers;
    private final Vault vault;
    private final Surroundings around;
    private final MailboxPush push;
    /** By name; there are as many as routes read. */
    private final Map<String, Read> folders = new ConcurrentHashMap<>();

    /** What is known of a folder that is read. */
    private record Read(UnmovedMails unmoved, MovingAside aside) {}

    /**
     * @param login to the mailbox
     * @param watch knows whether the mailbox answers
     * @param peers whose mail is looked for among junk
     * @param vault where its mails are stored
     * @param timeout how long the mail server may say nothing
     */
    ImapSource(
            ImapMailbox imap,
            MailLogin login,
            MailboxWatch watch,
            AddressBook peers,
            Vault vault,
            Duration timeout,
            Surroundings around) {
        this.imap = imap;
        this.login = login;
        this.watch = watch;
        this.peers = peers;
        this.vault = vault;
        this.around = around;
        this.push = new MailboxPush(
                imap.push() != Push.OFF,
                new Pace(imap.push(), Provider.isPublic(imap.host()), System::nanoTime),
                watch,
                timeout,
                MailboxPush.SAFETY_NET,
                around.random());
    }

    private Read read(Folder folder) {
        return folders.computeIfAbsent(folder.getFullName(), name -> read());
    }

    private Read read() {
        UnmovedMails unmoved = new UnmovedMails(around.clock(), around.random());
        return new Read(unmoved, new MovingAside(new ReceivedFolder(imap.received()), unmoved, vault, LOG));
    }

    @Override
    public Map<String, Object> beans() {
        MailBoxPostProcessAction movingAside = folder -> read(folder).aside().process(folder);
        Map<String, Object> beans = new HashMap<>(Map.of(
                "imapLogin", login,
                "mailNumber", new MailNumber(folder -> read(folder).unmoved()),
                "storedMails", new StoredMails(),
                "movingAside", movingAside,
                "mailboxPush", new PromptedPolling(push)));
        imap.junkFolder().ifPresent(junk -> {
            beans.put("oursInJunk", FromPeers.sealed(peers::addresses));
            beans.put("junkWatch", new JunkWatch(watch, junk, around.clock(), LOG));
            beans.put("junkNotice", new JunkNotice(junk, around.counters(), around.clock(), LOG));
        });
        return beans;
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
            return new ImapMail(fetched, read(fetched.getFolder()).aside());
        }
        throw new IOException("the mail does not come from an IMAP mailbox");
    }

    @Override
    public String remainder() {
        return "the mailbox still has it, in " + imap.received();
    }
}
