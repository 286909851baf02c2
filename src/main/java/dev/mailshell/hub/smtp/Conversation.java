package dev.mailshell.hub.smtp;

import dev.mailshell.hub.user.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was said over one connection. For the thread of its session. */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.smtp");

    private static final Duration HANDSHAKE = Duration.ofSeconds(30);

    private final Wire wire;
    private final SmtpdConfiguration configuration;
    private final Set<String> verbs;
    private String session = "";
    private String lastVerb = "";
    private String arguments = "";
    private Optional<String> helo = Optional.empty();
    private Optional<Account> account = Optional.empty();
    private Optional<Transaction> transaction = Optional.empty();
    private int commands;
    private int errors;
    private int failedLogins;
    private boolean ended;

    /** A step of the protocol. */
    @FunctionalInterface
    interface Step {

        /** Says what to answer. */
        Reply take() throws IOException;
    }

    /** @param verbs the commands that there are */
    Conversation(Wire wire, SmtpdConfiguration configuration, Set<String> verbs) {
        this.wire = wire;
        this.configuration = configuration;
        this.verbs = verbs;
        // Before TLS and the greeting nobody is awaited for long.
        wire.deadline().set(HANDSHAKE);
        if (configuration.isAuth()) {
            wire.deadline().setLast(Duration.ofMillis(configuration.getLoginTimeout()));
        }
    }

    /** The next command that there is; null once the connection has ended. */
    String nextVerb() {
        String verb = null;
        while (verb == null && !ended) {
            wire.deadline().set(Duration.ofMillis(configuration.getCommandTimeout()));
            answer(this::readCommand);
            verb = ended || lastVerb.isEmpty() ? null : lastVerb;
        }
        return verb;
    }

    private Reply readCommand() throws IOException {
        lastVerb = "";
        String line = wire.input().line();
        if (line == null) {
            ended = true;
            return Reply.NONE;
        }
        if (++commands > configuration.getMaxCommands()) {
            return Reply.of(421, "4.7.0", "too many commands without a message").thenEnd();
        }
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        if (!verbs.contains(verb)) {
            return Reply.of(500, "5.5.2", "there is no such command");
        }
        arguments = space < 0 ? "" : line.substring(space + 1).strip();
        lastVerb = verb;
        return Reply.NONE;
    }

    /** Takes a step and sends its answer; whatever fails ends the connection. */
    void answer(Step step) {
        try {
            say(step.take());
        } catch (Malformed e) {
            farewell(e.reply());
        } catch (SocketTimeoutException e) {
            farewell(Reply.of(421, "4.4.2", "the time is over").thenEnd());
        } catch (IOException e) {
            LOG.debug("{}: the connection broke off", session, e);
            ended = true;
        } catch (RuntimeException e) {
            LOG.error("{}: a command failed", session, e);
            farewell(Reply.of(421, "4.3.0", "the server has failed").thenEnd());
        }
    }

    private void farewell(Reply reply) {
        ended = true;
        try {
            say(reply);
        } catch (IOException e) {
            LOG.debug("{}: the connection broke off", session, e);
        }
    }

    /** Sends an answer, with the next one or before the next wait. */
    void say(Reply reply) throws IOException {
        wire.send(reply);
        ended |= reply.ends();
        if (reply.isRefusal() && ++errors > configuration.getMaxErrors() && !ended) {
            ended = true;
            wire.send(Reply.of(421, "4.7.0", "too many errors"));
        }
    }

    /** What TLS can begin with; empty if it cannot be read. */
    Optional<SSLContext> tlsKeys() {
        try {
            return Optional.of(configuration.getSslContext().context());
        } catch (IOException | GeneralSecurityException e) {
            LOG.error("the key or the certificate of smtpd cannot be used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Goes on in TLS. */
    void secure(SSLContext context) throws IOException {
        Duration command = Duration.ofMillis(configuration.getCommandTimeout());
        wire.deadline().set(command.compareTo(HANDSHAKE) < 0 ? command : HANDSHAKE);
        wire.secure(context);
    }

    /** What follows the verb; no spaces around it. */
    String arguments() {
        return arguments;
    }

    /** A line that is no command; null if the connection has ended. */
    String readLine() throws IOException {
        String line = wire.input().line();
        ended |= line == null;
        return line;
    }

    Wire wire() {
        return wire;
    }

    SmtpdConfiguration configuration() {
        return configuration;
    }

    boolean isSecure() {
        return wire.tls().isPresent();
    }

    /** A random name. */
    String session() {
        return session;
    }

    void setSession(String session) {
        this.session = session;
    }

    InetAddress remoteAddress() {
        return wire.getInetAddress();
    }

    Optional<String> helo() {
        return helo;
    }

    /** The client says who it is: what it had begun is over. */
    void greet(String name) {
        helo = Optional.of(name);
        transaction = Optional.empty();
    }

    /** Forgets all that was said (RFC 3207 section 4.2). */
    void forget() {
        helo = Optional.empty();
        account = Optional.empty();
        transaction = Optional.empty();
    }

    Optional<Account> account() {
        return account;
    }

    void logIn(Account user) {
        account = Optional.of(user);
        wire.deadline().clearLast();
    }

    /** How many there were. */
    int countFailedLogin() {
        return ++failedLogins;
    }

    Optional<Transaction> transaction() {
        return transaction;
    }

    void begin(Transaction begun) {
        transaction = Optional.of(begun);
    }

    void endTransaction() {
        transaction = Optional.empty();
    }

    /** A message was taken: the next one may need as many commands. */
    void taken() {
        commands = 0;
    }
}
