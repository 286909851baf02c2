package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.model.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that the mail server itself cannot read, as mail servers have them. */
class UnreadableMailTest {

    private static final String GOOD = "Subject: good\r\n\r\nx\r\n";

    @TempDir
    Path directory;

    /** What the mailbox holds, by UID; an empty mail cannot be read. */
    private final ConcurrentSkipListMap<Integer, String> mails =
            new ConcurrentSkipListMap<>(Map.of(7, "", 8, GOOD, 9, GOOD));

    private final List<Integer> copied = new CopyOnWriteArrayList<>();

    @Test
    void isMovedAsideOnceOthersHaveBeenReadAndHoldsUpNone() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        try (Parties parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
                RefusalLog log = RefusalLog.open();
                ScriptedServer imap = ScriptedServer.tls(
                        authority, directory, "localhost", "* OK [CAPABILITY IMAP4rev1] ready", this::answer)) {
            parties.environment("web1").put("MAILSHELL_IMAP_PORT", imap.port());
            parties.environment("web1")
                    .put("MAILSHELL_TLS_CA_FILE", directory.resolve("ca.pem").toString());
            ShiftedClock clock = new ShiftedClock(Duration.ZERO);
            parties.setClock(clock);
            parties.startServer("web1");
            Patience.await().until(() -> copied.equals(List.of(8, 9)) && mails.size() == 1);
            clock.shift(Duration.ofMinutes(10));

            Patience.await().until(mails::isEmpty);

            assertThat(copied).containsExactly(8, 9, 7);
            assertThat(parties.counters("web1").refused(Reason.MAIL_UNREADABLE)).isOne();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("MAIL_UNREADABLE"))
                    .singleElement()
                    .asString()
                    .startsWith("a mail in INBOX refused: ");
            Patience.await().until(() -> parties.counters("web1").refused(Reason.NOT_ENCRYPTED) == 2);
        }
    }

    private String answer(String line) {
        String[] words = line.split(" ", -1);
        String tag = words[0];
        return switch (words[1].toUpperCase(Locale.ROOT)) {
            case "CAPABILITY" -> "* CAPABILITY IMAP4rev1\r\n" + tag + " OK done";
            case "LIST" -> "* LIST () \"/\" " + words[3] + "\r\n" + tag + " OK done";
            case "SELECT" ->
                "* FLAGS (\\Seen \\Deleted)\r\n* " + mails.size()
                        + " EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 10] ok\r\n" + tag
                        + " OK [READ-WRITE] done";
            case "FETCH" -> {
                List<String> answers = numbers(words[2])
                        .mapToObj(number -> fetch(number, line))
                        .toList();
                yield String.join("", answers)
                        + tag
                        + (answers.contains("") ? " NO [SERVERBUG] this one has no MIME structure" : " OK done");
            }
            case "COPY" -> {
                numbers(words[2]).forEach(number -> copied.add(uid(number)));
                yield tag + " OK done";
            }
            case "CLOSE" -> {
                mails.keySet().removeAll(copied);
                yield tag + " OK done";
            }
            default -> tag + " OK done";
        };
    }

    /** Nothing for the one that cannot be read. */
    private String fetch(int number, String line) {
        String mail = mails.get(uid(number));
        if (line.contains("FLAGS")) {
            return "* " + number + " FETCH (FLAGS ())\r\n";
        }
        if (line.contains("(UID)")) {
            return "* " + number + " FETCH (UID " + uid(number) + ")\r\n";
        }
        if (mail.isEmpty()) {
            return "";
        }
        return line.contains("<0.")
                ? "* " + number + " FETCH (BODY[]<0> {" + mail.length() + "}\r\n" + mail + ")\r\n"
                : "* " + number + " FETCH (RFC822.SIZE " + mail.length() + ")\r\n";
    }

    /** Those of {@code 2} or {@code 2:3}. */
    private static IntStream numbers(String set) {
        String[] ends = set.split(":", -1);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    private int uid(int number) {
        return mails.keySet().stream()
                .limit(number)
                .collect(Collectors.toList())
                .get(number - 1);
    }
}
