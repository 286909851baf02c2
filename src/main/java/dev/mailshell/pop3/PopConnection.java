package dev.mailshell.pop3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One session of POP3 (RFC 1939). All but {@link #cut} is for one thread. Where the mail server refuses something, that is a
 * {@link PopRefusal}; after any other exception the connection can only be closed.
 */
public final class PopConnection implements Closeable {

    /** RFC 2449 section 4 allows 512 octets. */
    private static final int LONGEST_LINE = 2048;

    private static final int LONGEST_WORDS = 200;
    private static final int LONGEST_UID = 70;
    private static final int LONGEST_CAPABILITIES = 64 * 1024;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern UID = Pattern.compile("[!-~]{1," + LONGEST_UID + "}");

    private final Socket socket;
    private final InputStream in;
    private Optional<PopText> text = Optional.empty();

    /**
     * Begins a session.
     *
     * @param socket connected, by TLS; closed with the session, or if that does not begin
     * @throws IOException if the mail server does not greet
     */
    public PopConnection(Socket socket) throws IOException {
        this.socket = socket;
        try {
            this.in = new BufferedInputStream(socket.getInputStream());
            answer("the session");
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Logs in as {@code user}. */
    public void logIn(String user, String password) throws IOException {
        ask("USER", user);
        ask("PASS", password);
    }

    /** How many mails there are; they are numbered from 1 as long as the session lasts. */
    public int count() throws IOException {
        long count = number(ask("STAT"), 0).orElse(-1);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException("the mail server does not say how many mails there are");
        }
        return (int) count;
    }

    /** How large it says that a mail is, in bytes, which may be wrong; empty if it does not say. */
    public OptionalLong size(int number) throws IOException {
        try {
            return number(ask("LIST", Integer.toString(number)), 1);
        } catch (PopRefusal e) {
            return OptionalLong.empty();
        }
    }

    /** What a mail is called in each session (RFC 1939, UIDL): 1 to 70 printable octets. */
    public String uid(int number) throws IOException {
        String[] words = ask("UIDL", Integer.toString(number)).split(" ", -1);
        return uid(words.length == 2 ? words[1] : "");
    }

    /**
     * What all mails are called, by their numbers.
     *
     * @param atMost so many
     * @throws IOException also if there are more
     */
    public NavigableMap<Integer, String> uids(int atMost) throws IOException {
        NavigableMap<Integer, String> uids = new TreeMap<>();
        try (InputStream lines = text("UIDL", "", (long) atMost * (LONGEST_UID + 12))) {
            for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
                String[] words = line.split(" ", -1);
                OptionalLong number = number(line, 0);
                if (words.length == 2 && number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE) {
                    uids.put((int) number.getAsLong(), uid(words[1]));
                }
                if (uids.size() > atMost) {
                    throw new IOException("the maildrop holds more than " + atMost + " mails");
                }
            }
        }
        return uids;
    }

    /** The names of what the mail server can (RFC 2449), in upper case, without their parameters; none if it does not say. */
    public Set<String> capabilities() throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream lines = text("CAPA", "", LONGEST_CAPABILITIES)) {
            for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
                names.add(line.split(" ", 2)[0].toUpperCase(Locale.ROOT));
            }
        } catch (PopRefusal e) {
            return Set.of();
        }
        return names;
    }

    /**
     * The header of a mail, up to the empty line.
     *
     * @param atMost the longest, in bytes
     */
    public InputStream header(int number, long atMost) throws IOException {
        return text("TOP", number + " 0", atMost);
    }

    /**
     * A mail, as it is read from the connection; to be closed before anything else is asked.
     *
     * @param atMost the largest, in bytes; what is larger breaks the session
     */
    public InputStream mail(int number, long atMost) throws IOException {
        return text("RETR", Integer.toString(number), atMost);
    }

    /** Deletes a mail, if {@link #quit} ends the session. */
    public void delete(int number) throws IOException {
        ask("DELE", Integer.toString(number));
    }

    /**
     * Gives the maildrop up and waits until there is mail that was not there when the session began, or when this was last told. An extension of
     * the Mail Shell hub, {@code XWAIT}.
     *
     * @param atMost whole seconds
     * @param answer how long the mail server may take to say that they are over
     * @return whether there is such mail
     */
    public boolean await(Duration atMost, Duration answer) throws IOException {
        socket.setSoTimeout((int) atMost.plus(answer).toMillis());
        long begun = System.nanoTime();
        try {
            ask("XWAIT", Long.toString(atMost.toSeconds()));
            return true;
        } catch (PopRefusal e) {
            // Too soon: it does not wait at all, and would be asked again at once.
            if (System.nanoTime() - begun < atMost.toNanos() / 2) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Ends the session: what was deleted is gone.
     *
     * @throws IOException if that may not be so
     */
    public void quit() throws IOException {
        try (socket) {
            ask("QUIT");
        }
    }

    /** Whether it was not closed from here. */
    public boolean isOpen() {
        return !socket.isClosed();
    }

    /** Breaks the connection, from any thread: nothing is deleted. */
    public void cut() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private String ask(String command) throws IOException {
        return ask(command, "");
    }

    private String ask(String command, String argument) throws IOException {
        if (text.isPresent() && !text.get().isOver()) {
            cut();
            throw new IOException("the answer before was not read to its end");
        }
        if (argument.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("what is said with " + command + " has a control character");
        }
        String line = argument.isEmpty() ? command : command + " " + argument;
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return answer(command);
    }

    /** What follows {@code +OK}. */
    private String answer(String command) throws IOException {
        String line = line(in);
        if (line.equals("+OK") || line.startsWith("+OK ")) {
            return line.substring(Math.min(line.length(), 4));
        }
        if (line.startsWith("-ERR")) {
            throw new PopRefusal(command, printable(line.substring(4).strip()));
        }
        throw new IOException("the mail server does not speak POP3 (it said " + printable(line) + ")");
    }

    private InputStream text(String command, String argument, long atMost) throws IOException {
        ask(command, argument);
        PopText begun = new PopText(in, atMost);
        text = Optional.of(begun);
        return begun;
    }

    /** Without its end; empty at the end of a text. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of the answer is longer than " + LONGEST_LINE + " octets");
            }
            line.write(octet);
            octet = in.read();
        }
        if (octet < 0 && !(in instanceof PopText)) {
            throw new EOFException("the connection was closed by the mail server");
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** One of the words of an answer. */
    private static OptionalLong number(String answer, int index) {
        String[] words = answer.split(" ", -1);
        return index < words.length && NUMBER.matcher(words[index]).matches()
                ? OptionalLong.of(Long.parseLong(words[index]))
                : OptionalLong.empty();
    }

    private static String uid(String word) throws IOException {
        if (!UID.matcher(word).matches()) {
            throw new IOException("the mail server does not say what it calls a mail (UIDL)");
        }
        return word;
    }

    /** Of the mail server's, for people. */
    private static String printable(String words) {
        String safe = words.replaceAll("[^ -~]", "?");
        return safe.length() <= LONGEST_WORDS ? safe : safe.substring(0, LONGEST_WORDS) + "...";
    }
}
