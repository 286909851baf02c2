package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.ThrowAwayCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose mail server fails in one way: nothing is deleted that is not stored, and one mail stops no other. */
class MaildropFaultsTest {

    private static final String MAIL = "From: alice@mail.test\r\n\r\nno command\r\n";

    @TempDir
    Path directory;

    /** By their numbers; one that was deleted is gone with the session that deleted it. */
    private final Map<Integer, String> mails = new ConcurrentSkipListMap<>();

    private Parties parties;
    private ThrowAwayCa authority;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
        authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("pop3.pem"));
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void asksNoMoreThanItNeedsAndDeletesAtTheEnd() throws Exception {
        mails.put(1, MAIL);
        try (ScriptedServer pop3 = start(this::answer)) {
            Patience.await().until(() -> pop3.heard().contains("DELE 1"));

            assertThat(pop3.heard().subList(0, 7))
                    .containsExactly("USER web1", "PASS s3cret", "STAT", "UIDL 1", "LIST 1", "RETR 1", "DELE 1");
        }
    }

    @Test
    void asksNothingOfAnEmptyMaildrop() throws Exception {
        try (ScriptedServer pop3 = start(this::answer)) {
            Patience.await().until(() -> pop3.heard().size() > 3);

            assertThat(pop3.heard().subList(0, 4)).containsExactly("USER web1", "PASS s3cret", "STAT", "QUIT");
        }
    }

    @Test
    void takesWhatIsBehindAMailThatBreaksTheConnection() throws Exception {
        mails.put(1, MAIL);
        mails.put(2, MAIL);
        try (ScriptedServer pop3 = start(line -> line.equals("RETR 1") ? ScriptedServer.HANG_UP : answer(line))) {
            Patience.await().until(() -> pop3.heard().contains("DELE 2"));

            assertThat(pop3.heard()).doesNotContain("DELE 1");
        }
    }

    @Test
    void takesWhatIsBehindAMailThatIsLargerThanTheMailServerSays() throws Exception {
        mails.put(1, "x".repeat(70_000));
        mails.put(2, MAIL);
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "64KiB");
        try (ScriptedServer pop3 = start(line -> line.equals("LIST 1") ? "+OK 1 10" : answer(line))) {
            Patience.await().until(() -> pop3.heard().contains("DELE 2"));

            assertThat(pop3.heard()).contains("RETR 1").doesNotContain("DELE 1");
        }
    }

    @Test
    void doesNotReadAMailThatIsTooLargeAndLooksAtItOnce() throws Exception {
        mails.put(1, "x".repeat(70_000));
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "64KiB");
        try (ScriptedServer pop3 = start(this::answer)) {
            Patience.await().until(() -> pop3.heard().contains("LIST 1"));
            Patience.await().until(() -> Files.exists(parties.home("web1").leftMails()));
            mails.put(2, MAIL);
            Patience.await().until(() -> pop3.heard().contains("DELE 2"));

            assertThat(pop3.heard()).doesNotContain("RETR 1", "DELE 1").containsOnlyOnce("LIST 1");
        }
    }

    @Test
    void takesWhatIsThereThoughTheMailServerSaysThatThereIsMoreThanMemoryHolds() throws Exception {
        mails.put(1, MAIL);
        try (ScriptedServer pop3 = start(line -> switch (line) {
            case "STAT" -> "+OK 2147483647 100";
            case "UIDL 2" -> ScriptedServer.HANG_UP;
            default -> answer(line);
        })) {
            Patience.await().until(() -> pop3.heard().contains("RETR 1"));
        }
    }

    @Test
    void readsAMailWhoseSizeTheMailServerDoesNotKnow() throws Exception {
        mails.put(1, MAIL);
        try (ScriptedServer pop3 = start(line -> line.equals("LIST 1") ? "+OK 1 -1" : answer(line))) {
            Patience.await().until(() -> pop3.heard().contains("DELE 1"));
        }
    }

    @Test
    void logsInOnceForEachAttemptThatIsRefused() throws Exception {
        try (ScriptedServer pop3 = start(line -> line.startsWith("PASS") ? "-ERR [AUTH] no" : answer(line))) {
            Patience.await().until(() -> pop3.connections() >= 2);

            assertThat(pop3.heard()).containsSubsequence("USER web1", "PASS s3cret", "USER web1", "PASS s3cret");
            assertThat(pop3.heard()).allMatch(line -> line.startsWith("USER") || line.startsWith("PASS"));
        }
    }

    @Test
    void comesBackSoonToAMaildropThatSomebodyElseHas() throws Exception {
        parties.environment("web1").put("MAILSHELL_POP3_POLL", "1h");
        AtomicInteger logins = new AtomicInteger();
        try (ScriptedServer pop3 = start(line ->
                line.startsWith("PASS") && logins.incrementAndGet() < 3 ? "-ERR [IN-USE] wait" : answer(line))) {
            Patience.await().until(() -> pop3.heard().contains("STAT"));
        }
    }

    @Test
    void looksAsSoonAsTheMailServerTellsOfMail() throws Exception {
        parties.environment("web1").put("MAILSHELL_POP3_POLL", "1h");
        CountDownLatch arrival = new CountDownLatch(1);
        AtomicInteger waits = new AtomicInteger();
        try (ScriptedServer pop3 = start(line -> {
            if (line.equals("CAPA")) {
                return "+OK\r\nTOP\r\nUIDL\r\nXWAIT\r\n.";
            }
            if (line.startsWith("XWAIT") && waits.incrementAndGet() == 1) {
                await(arrival);
                return "+OK mail";
            }
            return line.startsWith("XWAIT") ? "-ERR no more" : answer(line);
        })) {
            Patience.await().until(() -> pop3.heard().contains("XWAIT 240"));
            mails.put(1, MAIL);
            arrival.countDown();

            Patience.await().until(() -> pop3.heard().contains("DELE 1"));
        } finally {
            arrival.countDown();
        }
    }

    @Test
    void doesNotWaitWithAMailServerThatCannot() throws Exception {
        try (ScriptedServer pop3 = start(this::answer)) {
            Patience.await().until(() -> pop3.heard().contains("CAPA"));
            int looks = pop3.heard().size();
            Patience.await().until(() -> pop3.heard().size() > looks + 8);

            assertThat(pop3.heard()).containsOnlyOnce("CAPA").noneMatch(line -> line.startsWith("XWAIT"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a mail server that is well. */
    private String answer(String line) {
        String[] words = line.split(" ", -1);
        int number = words.length > 1 && words[1].matches("\\d+") ? Integer.parseInt(words[1]) : 0;
        return switch (words[0]) {
            case "STAT" -> "+OK " + mails.size() + " 100";
            case "LIST" -> "+OK " + number + " " + mails.get(number).length();
            case "UIDL" -> number > 0 ? "+OK " + number + " uid" + number : "+OK\r\n" + uids() + ".";
            case "RETR" -> "+OK\r\n" + mails.get(number) + (mails.get(number).endsWith("\r\n") ? "." : "\r\n.");
            case "CAPA" -> "-ERR unknown";
            default -> "+OK";
        };
    }

    private String uids() {
        StringBuilder uids = new StringBuilder();
        mails.keySet()
                .forEach(number ->
                        uids.append(number).append(" uid").append(number).append("\r\n"));
        return uids.toString();
    }

    private ScriptedServer start(Function<String, String> script) throws Exception {
        ScriptedServer pop3 = ScriptedServer.tls(authority, directory, "localhost", "+OK ready", script);
        Map<String, String> environment = parties.environment("web1");
        String authorities = CaFiles.join(
                directory.resolve("both.pem"),
                Path.of(environment.get("MAILSHELL_TLS_CA_FILE")),
                directory.resolve("pop3.pem"));
        environment.keySet().removeIf(name -> name.startsWith("MAILSHELL_IMAP_"));
        environment.put("MAILSHELL_TLS_CA_FILE", authorities);
        environment.put("MAILSHELL_POP3_HOST", "localhost");
        environment.put("MAILSHELL_POP3_PORT", pop3.port());
        environment.put("MAILSHELL_POP3_USER", "web1");
        environment.put("MAILSHELL_POP3_PASSWORD", "s3cret");
        environment.putIfAbsent("MAILSHELL_POP3_POLL", "1s");
        parties.startServerWithoutMailbox("web1");
        return pop3;
    }
}
