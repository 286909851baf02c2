package dev.mailshell.hub.pop3;

import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.Accounts;
import dev.mailshell.hub.user.Login;
import dev.mailshell.hub.user.PlainResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The state before the login, by USER and PASS or by AUTH PLAIN. */
final class Authorization implements State {

    private final Accounts accounts;
    private final Maildrops maildrops;
    private final Pop3Limits limits;
    private final long end;
    private Optional<String> user = Optional.empty();
    private int wrong;

    Authorization(Accounts accounts, Maildrops maildrops, Pop3Limits limits) {
        this.accounts = accounts;
        this.maildrops = maildrops;
        this.limits = limits;
        this.end = System.nanoTime() + limits.login().toNanos();
    }

    @Override
    public Duration patience() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    @Override
    public boolean isLoggedIn() {
        return false;
    }

    @Override
    public Optional<State> answer(Command command, Connection connection) throws IOException, NegativeAnswer {
        return switch (command.keyword()) {
            case "USER" -> user(command, connection);
            case "PASS" -> password(command, connection);
            case "AUTH" -> mechanism(command, connection);
            case "QUIT" -> quit(command, connection);
            default -> throw NegativeAnswer.mistake("log in first");
        };
    }

    /** The same for each name: who asks learns nothing about it. */
    private Optional<State> user(Command command, Connection connection) throws IOException, NegativeAnswer {
        if (!command.hasArgument()) {
            throw NegativeAnswer.mistake("USER needs a name");
        }
        user = Optional.of(command.argument());
        connection.answers().ok("send the password");
        return Optional.of(this);
    }

    private Optional<State> password(Command command, Connection connection) throws IOException, NegativeAnswer {
        String name = user.orElseThrow(() -> NegativeAnswer.mistake("USER comes first"));
        user = Optional.empty();
        return login(name, command.argument(), connection);
    }

    private Optional<State> mechanism(Command command, Connection connection) throws IOException, NegativeAnswer {
        String[] words = command.argument().split(" ", 2);
        if (!words[0].toUpperCase(Locale.ROOT).equals("PLAIN")) {
            throw NegativeAnswer.mistake("there is AUTH PLAIN only");
        }
        String response = words.length == 2 ? words[1] : response(connection);
        if (response.equals("*")) {
            throw NegativeAnswer.of("given up");
        }
        PlainResponse plain =
                PlainResponse.parse(response).orElseThrow(() -> NegativeAnswer.mistake("that is no response of PLAIN"));
        if (plain.isForAnother()) {
            throw NegativeAnswer.of("[AUTH] nobody acts as somebody else");
        }
        return login(plain.user(), plain.password(), connection);
    }

    /** An empty challenge (RFC 5034 section 4), and what the client says to it. */
    private String response(Connection connection) throws IOException {
        connection.answers().line("+ ");
        byte[] line = connection.next(patience()).orElseThrow(() -> new EOFException("the client is gone"));
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    private Optional<State> login(String name, String password, Connection connection)
            throws IOException, NegativeAnswer {
        Login login = accounts.login(name, password, connection.client());
        if (login instanceof Login.Accepted accepted) {
            return Optional.of(opened(accepted.account(), connection));
        }
        if (login instanceof Login.Later) {
            connection.answers().error("[SYS/TEMP] too many passwords, try again later");
        } else {
            connection.answers().error("[AUTH] the name or the password is wrong");
        }
        wrong++;
        return wrong < limits.wrongPasswords() ? Optional.of(this) : Optional.empty();
    }

    private State opened(Account account, Connection connection) throws IOException, NegativeAnswer {
        Maildrop maildrop = maildrops.open(account.address());
        try {
            connection.answers().ok(maildrop.count() + " messages");
            return new Transaction(maildrop, limits);
        } catch (IOException e) {
            maildrop.close();
            throw e;
        }
    }

    private static Optional<State> quit(Command command, Connection connection) throws IOException, NegativeAnswer {
        command.requireNoArgument();
        connection.answers().ok("bye");
        return Optional.empty();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
