package dev.mailshell.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the words of a mail server, which may say anything. */
class PopConnectionTest {

    /** At the end of an answer: the server goes. */
    private static final String HANG_UP = "\0";

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile Function<String, String> script = line -> "+OK\r\n";

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "pop3");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            out.write(bytes(script.apply("")));
            for (String line = line(client.getInputStream()); !line.isEmpty(); line = line(client.getInputStream())) {
                heard.add(line);
                String answer = script.apply(line);
                out.write(bytes(answer.replace(HANG_UP, "")));
                if (answer.endsWith(HANG_UP)) {
                    return;
                }
            }
        } catch (IOException e) {
            heard.add("broken");
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private PopConnection connect() throws IOException {
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        socket.setSoTimeout(20_000);
        return new PopConnection(socket);
    }

    private static String text(InputStream text) throws IOException {
        try (text) {
            return new String(text.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void saysNoPasswordToWhoDoesNotGreet() {
        script = line -> "* OK IMAP4rev1 ready\r\n";

        assertThatThrownBy(this::connect).hasMessageContaining("does not speak POP3");
        assertThat(heard).isEmpty();
    }

    @Test
    void tellsWhyALoginIsRefused() throws IOException {
        script = line -> line.startsWith("PASS") ? "-ERR [IN-USE] somebody has it\r\n" : "+OK\r\n";

        try (PopConnection connection = connect()) {
            PopRefusal refusal = catchThrowableOfType(PopRefusal.class, () -> connection.logIn("alice", "s3cret"));

            assertThat(refusal.code()).isEqualTo("IN-USE");
            assertThat(refusal).hasMessage("[IN-USE] somebody has it");
        }
        assertThat(heard).containsExactly("USER alice", "PASS s3cret");
    }

    @Test
    void showsNoControlCharacterOfTheMailServer() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "-ERR a\u001b[31mb\r\n";

        try (PopConnection connection = connect()) {
            assertThatThrownBy(connection::count).hasMessage("a?[31mb");
        }
    }

    @Test
    void saysNoSecondCommandWithAPassword() throws IOException {
        try (PopConnection connection = connect()) {
            assertThatThrownBy(() -> connection.logIn("alice", "x\r\nDELE 1"))
                    .hasMessageContaining("control character")
                    .hasMessageNotContaining("DELE");
        }
        assertThat(heard).containsExactly("USER alice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            one\\r\\n.\\r\\n                 | one\\r\\n
            .\\r\\n                          | ""
            ..\\r\\n.\\r\\n                  | .\\r\\n
            ...\\r\\n.x\\r\\n.\\r\\n         | ..\\r\\nx\\r\\n
            a\\n.\\r\\nDELE\\r\\n.\\r\\n     | a\\n.\\r\\nDELE\\r\\n
            a\\r\\r\\n..\\n.\\r\\n.\\r\\n    | a\\r\\r\\n.\\n.\\r\\n
            a\\n..b\\r\\n.\\r\\n             | a\\n..b\\r\\n
            """)
    void readsAMailToItsByte(String sent, String mail) throws IOException {
        script = line -> line.startsWith("RETR") ? "+OK follows\r\n" + sent.translateEscapes() : "+OK 1 100\r\n";

        try (PopConnection connection = connect()) {
            assertThat(text(connection.mail(1, 100))).isEqualTo(mail.translateEscapes());
            assertThat(connection.count()).isEqualTo(1);
        }
    }

    @Test
    void tellsAMailThatBreaksOffFromAWholeOne() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "+OK\r\none\r\n" + HANG_UP;

        try (PopConnection connection = connect()) {
            InputStream mail = connection.mail(1, 100);

            assertThat(mail.readNBytes(5)).hasSize(5);
            assertThatThrownBy(mail::read).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void readsNoMailThatIsLargerThanItMayBe() throws IOException {
        script = line -> line.startsWith("RETR") ? "+OK 5 octets\r\n" + "x".repeat(101) + "\r\n.\r\n" : "+OK\r\n";

        try (PopConnection connection = connect()) {
            InputStream mail = connection.mail(1, 100);

            assertThat(mail.readNBytes(100)).hasSize(100);
            assertThatThrownBy(mail::read).isInstanceOf(TextTooLong.class);
            assertThatThrownBy(() -> connection.delete(1)).hasMessageContaining("not read to its end");
            assertThat(connection.isOpen()).isFalse();
        }
        assertThat(heard).doesNotContain("DELE 1");
    }

    @Test
    void goesOnAfterAMailOfWhichOnlyTheBeginningWasRead() throws IOException {
        script = line -> line.startsWith("RETR") ? "+OK\r\none\r\ntwo\r\n.\r\n" : "+OK 2 9\r\n";

        try (PopConnection connection = connect()) {
            try (InputStream mail = connection.mail(1, 100)) {
                assertThat(mail.read()).isEqualTo('o');
            }
            assertThat(connection.count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK", "+OK many", "+OK -1 5", "+OK 99999999999 5"})
    void takesNoCountThatIsNone(String answer) throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : answer + "\r\n";

        try (PopConnection connection = connect()) {
            assertThatThrownBy(connection::count).hasMessageContaining("does not say how many");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR no", "+OK", "+OK 1", "+OK 1 -1", "+OK 1 x"})
    void doesWithoutASizeThatIsNone(String answer) throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : answer + "\r\n";

        try (PopConnection connection = connect()) {
            assertThat(connection.size(1)).isEmpty();
        }
    }

    @Test
    void knowsWhatMailsAreCalled() throws IOException {
        script = line -> line.equals("UIDL") ? "+OK\r\n1 a\r\nx y\r\n3 c!\r\n.\r\n" : "+OK 3 c!\r\n";

        try (PopConnection connection = connect()) {
            assertThat(connection.uids(10)).containsOnlyKeys(1, 3).containsValues("a", "c!");
            assertThat(connection.uid(3)).isEqualTo("c!");
        }
    }

    @Test
    void takesNoMoreNamesThanItWasToldTo() throws IOException {
        script = line -> line.equals("UIDL") ? "+OK\r\n1 a\r\n2 b\r\n3 c\r\n.\r\n" : "+OK\r\n";

        try (PopConnection connection = connect()) {
            assertThatThrownBy(() -> connection.uids(2)).hasMessage("the maildrop holds more than 2 mails");
        }
    }

    @Test
    void takesNoNameThatIsLongerThanAnyIs() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "+OK 1 " + "x".repeat(71) + "\r\n";

        try (PopConnection connection = connect()) {
            assertThatThrownBy(() -> connection.uid(1)).hasMessageContaining("UIDL");
        }
    }

    @Test
    void readsNoLineWithoutAnEnd() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "+OK " + "x".repeat(5000);

        try (PopConnection connection = connect()) {
            assertThatThrownBy(connection::count).hasMessageContaining("longer than 2048 octets");
        }
    }

    @Test
    void saysWhenTheMailServerHangsUp() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : HANG_UP;

        try (PopConnection connection = connect()) {
            assertThatThrownBy(connection::count).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void knowsWhatTheMailServerCan() throws IOException {
        script = line -> line.equals("CAPA") ? "+OK\r\nTOP\r\nxwait\r\nSASL PLAIN\r\n.\r\n" : "+OK\r\n";

        try (PopConnection connection = connect()) {
            assertThat(connection.capabilities()).containsExactly("SASL", "TOP", "XWAIT");
        }
    }

    @Test
    void takesAMailServerWithoutCapabilitiesForOneThatHasNone() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "-ERR unknown\r\n";

        try (PopConnection connection = connect()) {
            assertThat(connection.capabilities()).isEmpty();
        }
    }

    @Test
    void isToldOfMail() throws IOException {
        try (PopConnection connection = connect()) {
            assertThat(connection.await(LONG, LONG)).isTrue();
        }
        assertThat(heard).containsExactly("XWAIT 60");
    }

    @Test
    void doesNotAskAgainAtOnceWhoRefusesToWait() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "-ERR no\r\n";

        try (PopConnection connection = connect()) {
            assertThatThrownBy(() -> connection.await(LONG, LONG)).isInstanceOf(PopRefusal.class);
        }
    }

    @Test
    void tellsThatNoMailCameWhenTheTimeIsOver() throws IOException {
        script = line -> line.isEmpty() ? "+OK\r\n" : "-ERR time is over\r\n";

        try (PopConnection connection = connect()) {
            assertThat(connection.await(Duration.ZERO, LONG)).isFalse();
        }
    }
}
