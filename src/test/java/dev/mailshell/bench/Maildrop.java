package dev.mailshell.bench;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** One session of POP3. */
final class Maildrop implements AutoCloseable {

    private final Talk talk;

    /** @param from which of the loopback addresses it comes from */
    Maildrop(SSLContext tls, String from, int port, String address, String password) throws IOException {
        talk = new Talk(tls, from, port);
        expect();
        ask("USER " + address);
        ask("PASS " + password);
    }

    /** How many mails there are. */
    int mails() throws IOException {
        return Integer.parseInt(ask("STAT").split(" ", -1)[1]);
    }

    /** Reads an answer of many lines, and says how many. */
    int lines(String command) throws IOException {
        ask(command);
        int lines = 0;
        while (!talk.line().equals(".")) {
            lines++;
        }
        return lines;
    }

    String ask(String command) throws IOException {
        talk.say(command);
        return expect();
    }

    private String expect() throws IOException {
        String line = talk.line();
        if (!line.startsWith("+OK")) {
            throw new IOException("the server answered " + line + " (expected +OK)");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        talk.close();
    }
}
