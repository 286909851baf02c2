package dev.mailshell.e2e;

import dev.mailshell.hub.ThrowAwayCa;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server outside that takes everything from who logs in, until it is told to answer otherwise; keeps what it took. */
final class SmartHost implements AutoCloseable {

    private final ScriptedServer server;
    private final Path caFile;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answers = line -> "";
    private volatile String sender = "";
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    /**
     * One mail.
     *
     * @param sender as {@code MAIL FROM} says, with its brackets
     * @param recipients as {@code RCPT TO} says
     * @param content without the dots that SMTP adds
     */
    record Taken(String sender, List<String> recipients, String content) {}

    private SmartHost(Path directory) throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        caFile = directory.resolve("smart-host-ca.pem");
        authority.writeCertificate(caFile);
        server = ScriptedServer.tls(authority, directory, "localhost", "220 smart.test", this::answer);
    }

    static SmartHost start(Path directory) throws Exception {
        return new SmartHost(directory);
    }

    /** The settings of who sends through it. */
    Map<String, String> settings() {
        return Map.of(
                "MAILSHELL_SMTP_HOST", "localhost",
                "MAILSHELL_SMTP_PORT", server.port(),
                "MAILSHELL_SMTP_USER", "hub",
                "MAILSHELL_SMTP_PASSWORD", "secret",
                "MAILSHELL_TLS_CA_FILE", caFile.toString());
    }

    /** From now on it says to a command, or a mail, what {@code answers} says; what that leaves empty it takes. */
    void answer(UnaryOperator<String> answers) {
        this.answers = answers;
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** Every line that it heard. */
    List<String> heard() {
        return server.heard();
    }

    private String answer(String line) {
        String other = answers.apply(line);
        if (!other.isEmpty()) {
            return other;
        }
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
            return "250-smart.test\r\n250 AUTH PLAIN";
        } else if (command.startsWith("AUTH")) {
            return "235 welcome";
        } else if (command.startsWith("MAIL FROM:")) {
            sender = line.substring("MAIL FROM:".length());
            recipients.clear();
        } else if (command.startsWith("RCPT TO:")) {
            recipients.add(line.substring("RCPT TO:".length()));
        } else if (command.equals("DATA")) {
            return "354 go on";
        } else if (line.contains("\r\n")) {
            taken.add(new Taken(sender, List.copyOf(recipients), line.replaceAll("(?m)^\\.", "")));
        }
        return "250 ok";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
