package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.ImapStore;
import dev.mailshell.e2e.SharedMail;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SearchTerm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks into a mailbox that others write to as well. */
class FromPeersTest {

    private final Map<String, String> mailbox = SharedMail.add(SharedMail.address("alice"));
    private final SearchTerm term =
            FromPeers.of(List.of(new MailAddress("web1@mail.test"), new MailAddress("db1@mail.test")));
    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = ImapStore.connect(RouteSession.of(mailbox), mailbox);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void findsWhatWasThereBeforeAndWhatComesLaterAndNothingOfStrangers() throws Exception {
        append("stranger", "web1", "stranger");
        assertThat(look(true)).containsExactly("web1");

        append("stranger", "db1", "web1", "stranger");
        assertThat(look(true)).containsExactly("db1", "web1");
        assertThat(look(true)).isEmpty();
        append("web1");
        assertThat(look(true)).containsExactly("web1");
    }

    @Test
    void findsAgainWhatWasNotTaken() throws Exception {
        append("stranger", "web1", "stranger", "db1");
        assertThat(look(false)).containsExactly("web1", "db1");

        append("web1");
        assertThat(look(false)).containsExactly("web1", "db1", "web1");
        assertThat(look(true)).containsExactly("web1", "db1", "web1");
        assertThat(look(false)).isEmpty();
    }

    @Test
    void leavesAnswersToWhatAPersonTyped() throws Exception {
        append("web1 Re: Mail Shell", "web1 Mail Shell");

        assertThat(look(true)).containsExactly("web1");
    }

    /** As camel-mail does it, with a folder that is opened and closed. */
    private List<String> look(boolean take) throws MessagingException {
        Folder folder = store.getFolder("INBOX");
        folder.open(Folder.READ_WRITE);
        Message[] found = folder.search(term, folder.getMessages());
        List<String> senders = Arrays.stream(found).map(FromPeersTest::sender).toList();
        folder.setFlags(found, new Flags(Flags.Flag.DELETED), take);
        folder.close(true);
        return senders;
    }

    private static String sender(Message mail) {
        try {
            return mail.getFrom()[0].toString().replace("@mail.test", "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each a sender, and a subject behind it if there is one. */
    private void append(String... mails) throws MessagingException {
        for (String each : mails) {
            String[] words = each.split(" ", 2);
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(words[0] + "@mail.test");
            mail.setSubject(words.length == 2 ? words[1] : "hello");
            mail.setText("a mail");
            store.getFolder("INBOX").appendMessages(new Message[] {mail});
        }
    }
}
