package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.e2e.ImapStore;
import dev.mailshell.e2e.SharedMail;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.Vault;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MovingAsideTest {

    private final Map<String, String> mailbox = SharedMail.add(SharedMail.address("web1"));
    private final List<String> unreadWhenForced = new ArrayList<>();
    private final MovingAside aside = new MovingAside(
            new ReceivedFolder("received"),
            new UnmovedMails(Clock.systemUTC(), new Random(1)),
            vault(),
            LoggerFactory.getLogger("mailbox"));
    private boolean broken;
    private Store store;
    private Folder inbox;

    @BeforeEach
    void open() throws Exception {
        store = ImapStore.connect(RouteSession.of(mailbox), mailbox);
        inbox = store.getFolder("INBOX");
        append("one", "two", "three");
        inbox.open(Folder.READ_WRITE);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void marksAndMovesWhatIsStoredOnceTheVaultIsForcedToDisk() throws Exception {
        aside.stored(inbox.getMessage(1));
        aside.stored(inbox.getMessage(3));

        aside.process(inbox);

        assertThat(unreadWhenForced).containsExactly("one", "two", "three");
        assertThat(unread("INBOX")).containsExactly("two");
        assertThat(subjects("received")).containsExactly("one", "three");
        assertThat(unread("received")).isEmpty();
    }

    @Test
    void forcesNothingWithoutAMail() throws Exception {
        aside.process(inbox);

        assertThat(unreadWhenForced).isEmpty();
        assertThat(unread("INBOX")).hasSize(3);
    }

    @Test
    void leavesWhatOthersMarkedAsDeletedAlsoWhenTheVaultFails() throws Exception {
        broken = true;
        inbox.setFlags(2, 2, new Flags(Flags.Flag.DELETED), true);
        aside.stored(inbox.getMessage(1));

        assertThatThrownBy(() -> aside.process(inbox)).isInstanceOf(LedgerFailure.class);

        assertThat(inbox.isOpen()).isFalse();
        assertThat(subjects("INBOX")).containsExactly("one", "two", "three");
    }

    @Test
    void movesNoMailForOneOfAnEarlierLook() throws Exception {
        aside.stored(inbox.getMessage(1));
        inbox.close(false);
        inbox.open(Folder.READ_WRITE);

        aside.process(inbox);

        assertThat(subjects("INBOX")).containsExactly("one", "two", "three");
    }

    /** Notes what the mailbox holds when it is forced. */
    private Vault vault() {
        return (Vault) Proxy.newProxyInstance(
                Vault.class.getClassLoader(), new Class<?>[] {Vault.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("force");
                    if (broken) {
                        throw new LedgerFailure("the disk is full");
                    }
                    unreadWhenForced.addAll(unread("INBOX"));
                    return null;
                });
    }

    private List<String> unread(String name) throws MessagingException, IOException {
        return subjects(name, true);
    }

    private List<String> subjects(String name) throws MessagingException, IOException {
        return subjects(name, false);
    }

    /** What another connection sees. */
    private List<String> subjects(String name, boolean unreadOnly) throws MessagingException, IOException {
        try (Store other = ImapStore.connect(RouteSession.of(mailbox), mailbox)) {
            Folder folder = other.getFolder(name);
            folder.open(Folder.READ_ONLY);
            List<String> subjects = new ArrayList<>();
            for (Message mail : folder.getMessages()) {
                if (!unreadOnly || !mail.isSet(Flags.Flag.SEEN)) {
                    subjects.add(mail.getSubject());
                }
            }
            return subjects;
        }
    }

    private void append(String... subjects) throws MessagingException, IOException {
        for (String subject : subjects) {
            MimeMessage mail = new MimeMessage(RouteSession.of(mailbox));
            mail.setSubject(subject);
            mail.setText("a mail");
            inbox.appendMessages(new Message[] {mail});
        }
    }
}
