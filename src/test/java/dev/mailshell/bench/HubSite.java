package dev.mailshell.bench;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.PasswordHash;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A hub as a process of its own, and the homes of web1 and alice, who have a mailbox there. */
final class HubSite implements AutoCloseable {

    private static final Pattern PORTS = Pattern.compile("SMTPS on port (\\d+), POP3S on port (\\d+)");

    private final Path directory;
    private Party hub;
    private int smtps;
    private int pop3s;

    /** Makes the homes in {@code directory}, which must not be there. */
    HubSite(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Party.init(
                directory,
                "rsa",
                "hub",
                "--hub=hub=hub@hub.test",
                "--hub-host=localhost",
                "--server=web1=web1@hub.test",
                "--client=alice=alice@hub.test");
        Party.removeRate(directory.resolve("web1"));
    }

    /** Starts it, or starts it again. */
    void start() throws IOException, InterruptedException {
        stop();
        // No user may submit so many as are measured, unless the hub is told so.
        hub = new Party(
                "hub",
                home().directory(),
                Map.of(
                        "MAILSHELL_HUB_BIND", "127.0.0.1",
                        "MAILSHELL_HUB_SMTPS_PORT", "0",
                        "MAILSHELL_HUB_POP3S_PORT", "0",
                        "MAILSHELL_HUB_MESSAGES_PER_MINUTE", "1000000"),
                directory.resolve("hub.err"));
        Matcher ports = PORTS.matcher(hub.readyLine());
        if (!ports.find()) {
            throw new IllegalStateException("no ports in: " + hub.readyLine());
        }
        smtps = Integer.parseInt(ports.group(1));
        pop3s = Integer.parseInt(ports.group(2));
    }

    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    Party hub() {
        return hub;
    }

    /** That of the hub. */
    Home home() {
        return new Home(directory.resolve("hub"));
    }

    Path home(String name) {
        return directory.resolve(name);
    }

    /** web1 or alice as a process of its own. */
    Party start(String verb, String name) throws IOException, InterruptedException {
        return new Party(
                verb,
                home(name),
                Map.of(
                        "MAILSHELL_SMTP_PORT", Integer.toString(smtps),
                        "MAILSHELL_POP3_PORT", Integer.toString(pop3s)),
                directory.resolve(name + ".err"));
    }

    /** Gives so many more users a mailbox, idle1 and so on, with the password of alice. The hub takes it at once. */
    void addUsers(int users) throws IOException, ConfigFailure {
        UsersFile file = new UsersFile(home());
        PasswordHash hash = PasswordHash.of(password("alice"), new SecureRandom());
        for (int i = 1; i <= users; i++) {
            file.add(new Account(new MailAddress(address("idle" + i)), OptionalLong.empty()), hash);
        }
    }

    static String address(String name) {
        return name + "@hub.test";
    }

    private String password(String name) throws IOException {
        return Files.readString(home(name).resolve("password")).strip();
    }

    /** How clients trust it. */
    SSLContext tls() throws IOException {
        return TrustedRoots.tls(Optional.of(home("alice").resolve("hub-ca.pem")));
    }

    /** How it shows itself, for a server beside it. */
    SSLContext serverTls() throws IOException {
        return TlsFiles.open(home().certificate(), home().certificateKey(), new SecureRandom())
                .context();
    }

    /** A connection of web1 or alice. */
    Submission submit(String from, String name) throws IOException {
        return new Submission(tls(), from, smtps, address(name), password(name));
    }

    Maildrop read(String name) throws IOException {
        return new Maildrop(tls(), "127.0.0.1", pop3s, address(name), password(name));
    }

    /** A session of one of the added users. */
    Maildrop readAdded(String from, int number) throws IOException {
        return new Maildrop(tls(), from, pop3s, address("idle" + number), password("alice"));
    }

    @Override
    public void close() {
        stop();
    }
}
