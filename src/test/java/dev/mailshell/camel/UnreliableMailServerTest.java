package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.ImapStore;
import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.ledger.Vault;
import jakarta.mail.Folder;
import jakarta.mail.Store;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Looks into the mailbox of a mail server that does not answer as it should. It holds three mails. */
class UnreliableMailServerTest {

    private static final String LARGE = "x".repeat(SmallContents.SMALL_BYTES * 2);

    @TempDir
    Path directory;

    private ScriptedServer server;
    private Store store;
    private Folder inbox;
    /** Before the end of an answer with the contents of several mails. */
    private String besides = "";

    private String ending = "OK done";
    private String marking = "OK done";
    /** What an answer with the contents of several mails holds of each, whatever was asked for; the mail itself if empty. */
    private String instead = "";

    @BeforeEach
    void open() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        Path file = directory.resolve("ca.pem");
        authority.writeCertificate(file);
        server = ScriptedServer.tls(
                authority, directory, "localhost", "* OK [CAPABILITY IMAP4rev1 MOVE] ready", this::answer);
        store = ImapStore.connect(
                RouteSession.trusting(Optional.of(file)),
                Map.of(
                        "MAILSHELL_IMAP_HOST", "localhost",
                        "MAILSHELL_IMAP_PORT", server.port(),
                        "MAILSHELL_IMAP_USER", "web1",
                        "MAILSHELL_IMAP_PASSWORD", "secret"));
        inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        server.close();
    }

    @Test
    void takesTogetherWhatComesTogether() throws Exception {
        assertThat(take()).containsExactly("mail 1", "mail 2", "mail 3");
        assertThat(fetchedByThemselves()).containsExactly("1");
    }

    @Test
    void reliesOnNothingThatComesWithARefusal() throws Exception {
        instead = "half";
        ending = "NO [SERVERBUG] not all of them";

        assertThat(take()).containsExactly("mail 1", "mail 2", "mail 3");
        assertThat(fetchedByThemselves()).containsExactly("1", "2", "3");
    }

    @Test
    void reliesOnNoNumberIfMailsAreRenumberedInBetween() throws Exception {
        instead = "another";
        besides = "* 1 EXPUNGE\r\n* 2 EXISTS\r\n";

        assertThat(take().get(1)).isNotEqualTo("another");
    }

    @Test
    void takesNoPieceForAWholeMailThatIsLargerThanAnnounced() throws Exception {
        instead = LARGE;

        assertThat(take()).containsExactly("mail 1", "mail 2", "mail 3");
    }

    @Test
    void takesNothingForNoMail() throws Exception {
        instead = "NIL";

        assertThat(take()).containsExactly("mail 1", "mail 2", "mail 3");
    }

    @Test
    void movesMailsThatCannotBeMarkedAsRead() throws Exception {
        marking = "NO not allowed";
        MovingAside aside = new MovingAside(
                new ReceivedFolder("received"),
                new UnmovedMails(Clock.systemUTC(), new Random(1)),
                (Vault) Proxy.newProxyInstance(
                        Vault.class.getClassLoader(), new Class<?>[] {Vault.class}, (proxy, method, arguments) -> null),
                LoggerFactory.getLogger("mailbox"));
        aside.stored(inbox.getMessage(2));

        aside.process(inbox);

        assertThat(server.heard()).anyMatch(line -> line.matches("\\w+ STORE 2 .*"));
        assertThat(server.heard()).anyMatch(line -> line.matches("\\w+ MOVE 2 received"));
    }

    /** As camel-mail does it. */
    private List<String> take() throws Exception {
        for (int number = 1; number <= 3; number++) {
            inbox.getMessage(number).getFlags();
        }
        IMAPMessage[] mails = {
            (IMAPMessage) inbox.getMessage(1), (IMAPMessage) inbox.getMessage(2), (IMAPMessage) inbox.getMessage(3)
        };
        List<String> contents = new ArrayList<>();
        for (IMAPMessage mail : mails) {
            if (!mail.isExpunged()) {
                contents.add(new String(mail.getMimeStream().readAllBytes(), StandardCharsets.US_ASCII));
            }
        }
        return contents;
    }

    private List<String> fetchedByThemselves() {
        return server.heard().stream()
                .filter(line -> line.matches("\\w+ FETCH \\d+ \\(BODY.*"))
                .map(line -> line.split(" ", -1)[2])
                .toList();
    }

    private String answer(String line) {
        String[] words = line.split(" ", -1);
        String tag = words[0];
        return switch (words[1].toUpperCase(Locale.ROOT)) {
            case "CAPABILITY" -> "* CAPABILITY IMAP4rev1 MOVE\r\n" + tag + " OK done";
            case "LIST" -> "* LIST () \"/\" " + words[3] + "\r\n" + tag + " OK done";
            case "SELECT" ->
                "* FLAGS (\\Seen \\Deleted)\r\n* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 10] ok\r\n"
                        + tag + " OK [READ-WRITE] done";
            case "FETCH" -> fetch(tag, words[2], line);
            case "STORE" -> tag + " " + marking;
            default -> tag + " OK done";
        };
    }

    private String fetch(String tag, String set, String line) {
        boolean several = set.contains(":");
        boolean contents = line.contains("BODY");
        String items = numbers(set)
                .mapToObj(number -> "* " + number + " FETCH (" + item(number, line, several) + ")\r\n")
                .collect(Collectors.joining());
        return several && contents ? items + besides + tag + " " + ending : items + tag + " OK done";
    }

    private String item(int number, String line, boolean several) {
        if (line.contains("FLAGS")) {
            return "FLAGS ()";
        }
        if (line.contains("RFC822.SIZE")) {
            return "RFC822.SIZE 6";
        }
        String content = several && !instead.isEmpty() ? instead : "mail " + number;
        return content.equals("NIL") ? "BODY[]<0> NIL" : "BODY[]<0> {" + content.length() + "}\r\n" + content;
    }

    /** Those of {@code 2} or {@code 2:3}. */
    private static IntStream numbers(String set) {
        String[] ends = set.split(":", -1);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
