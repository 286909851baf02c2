package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.SharedMail;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks as camel-mail does: for the flags of each mail that it takes, then for the content of each. */
class LookFolderTest {

    private final Map<String, String> mailbox = SharedMail.add(SharedMail.address("web1"));
    private final ByteArrayOutputStream trace = new ByteArrayOutputStream();
    private Session session;
    private Store store;
    private Folder folder;

    @BeforeEach
    void open() throws Exception {
        session = ImapStores.session(mailbox);
        session.setDebugOut(new PrintStream(trace, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        store = ImapStores.connect(session, mailbox);
        folder = store.getFolder("INBOX");
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void asksOnceForTheFlagsOfAllAndForTheContentOfAllSmallMailsButTheFirst() throws Exception {
        append("one", "two", "three", "four");
        folder.open(Folder.READ_WRITE);

        assertThat(take(1, 2, 3, 4)).containsExactly("one", "two", "three", "four");
        assertThat(fetches()).as("flags, the first content, the others").hasSize(3);
    }

    @Test
    void fetchesALargeMailByItself() throws Exception {
        String small = "s".repeat(LookFolder.SMALL_BYTES / 2);
        String large = "l".repeat(LookFolder.SMALL_BYTES);
        append(small, large, small);
        folder.open(Folder.READ_WRITE);

        assertThat(take(1, 2, 3)).containsExactly(small, large, small);
        assertThat(fetches()).hasSize(4);
    }

    @Test
    void readsWhatWasReadBeforeOnceMore() throws Exception {
        append("one", "two");
        folder.open(Folder.READ_WRITE);
        take(1, 2);

        assertThat(content(1)).isEqualTo("one");
    }

    @Test
    void leavesMailUnreadThatIsNotTaken() throws Exception {
        append("one", "somebody's", "three", "four");
        trace.reset();
        folder.open(Folder.READ_WRITE);
        take(1, 3, 4);

        assertThat(trace.toString(StandardCharsets.UTF_8))
                .contains("three", "four")
                .doesNotContain("somebody's");
    }

    @Test
    void forgetsWithTheLookWhatWasTakenInIt() throws Exception {
        append("one", "two");
        folder.open(Folder.READ_WRITE);
        take(1);
        folder.setFlags(1, 1, new Flags(Flags.Flag.DELETED), true);
        folder.close(true);
        folder.open(Folder.READ_WRITE);

        assertThat(take(1)).containsExactly("two");
    }

    @Test
    void marksNoMailAsReadByItselfButAllThatItIsTold() throws Exception {
        append("one", "two");
        folder.open(Folder.READ_WRITE);
        take(1, 2);
        folder.getMessage(1).setFlag(Flags.Flag.SEEN, true);
        folder.getMessage(2).setFlag(Flags.Flag.FLAGGED, true);
        assertThat(flags()).containsExactly("", "flagged");

        folder.setFlags(1, 2, new Flags(Flags.Flag.SEEN), true);
        assertThat(flags()).containsExactly("seen", "seen flagged");
    }

    private List<String> take(int... numbers) throws Exception {
        for (int number : numbers) {
            folder.getMessage(number).getFlags();
        }
        List<String> contents = new ArrayList<>();
        for (int number : numbers) {
            contents.add(content(number));
        }
        return contents;
    }

    private String content(int number) throws MessagingException, IOException {
        IMAPMessage mail = (IMAPMessage) folder.getMessage(number);
        mail.setPeek(true);
        String whole = new String(mail.getMimeStream().readAllBytes(), StandardCharsets.US_ASCII);
        return whole.substring(whole.indexOf("\r\n\r\n") + 4);
    }

    /** The commands that asked for something of mails. */
    private List<String> fetches() {
        return trace.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("[A-Z]+[0-9]+ FETCH .*"))
                .toList();
    }

    /** What another connection sees. */
    private List<String> flags() throws MessagingException, IOException {
        try (Store other = ImapStores.connect(ImapStores.session(mailbox), mailbox)) {
            Folder inbox = other.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<String> flags = new ArrayList<>();
            for (Message mail : inbox.getMessages()) {
                flags.add(((mail.isSet(Flags.Flag.SEEN) ? "seen " : "")
                                + (mail.isSet(Flags.Flag.FLAGGED) ? "flagged" : ""))
                        .strip());
            }
            return flags;
        }
    }

    private void append(String... texts) throws MessagingException {
        for (String text : texts) {
            byte[] mail = ("From: alice@mail.test\r\n\r\n" + text).getBytes(StandardCharsets.US_ASCII);
            folder.appendMessages(new Message[] {new MimeMessage(session, new ByteArrayInputStream(mail))});
        }
    }
}
