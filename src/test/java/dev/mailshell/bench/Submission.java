package dev.mailshell.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** One connection of SMTP, logged in. Each command waits for the answer to the last, as most programs do. */
final class Submission implements AutoCloseable {

    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Talk talk;
    private final String address;

    /** @param from which of the loopback addresses it comes from */
    Submission(SSLContext tls, String from, int port, String address, String password) throws IOException {
        this.talk = new Talk(tls, from, port);
        this.address = address;
        expect("220");
        ask("EHLO localhost", "250");
        String secret = "\0" + address + "\0" + password;
        ask("AUTH PLAIN " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.US_ASCII)), "235");
    }

    /** Returns once the server has taken it; a mail without lines that begin with a dot. */
    void send(String recipient, byte[] mail) throws IOException {
        ask("MAIL FROM:<" + address + ">", "250");
        ask("RCPT TO:<" + recipient + ">", "250");
        ask("DATA", "354");
        talk.write(mail);
        talk.write(END);
        expect("250");
    }

    private void ask(String command, String code) throws IOException {
        talk.say(command);
        expect(code);
    }

    private void expect(String code) throws IOException {
        String line = talk.line();
        while (line.startsWith(code + "-")) {
            line = talk.line();
        }
        if (!line.startsWith(code)) {
            throw new IOException("the server answered " + line + " (expected " + code + ")");
        }
    }

    @Override
    public void close() throws IOException {
        talk.close();
    }
}
