package dev.mailshell.e2e;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.StepObserver;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.cli.TestHomes;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.hub.MailshellHub;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers and clients that trust one another, each with its home and its mailbox; started one by one, stopped at the end. */
public final class Parties implements AutoCloseable {

    /** A shell for everybody: most tests are about the way, not about the policy. */
    public static final String OPEN_POLICY =
            """
            defaults: { timeout: 20s }
            roles:
              all: { allow: [shell] }
            commands:
              shell: { shell: /bin/sh }
            clients:
              alice: { roles: [all] }
              bob: { roles: [all] }
            """;

    private final Path directory;
    private final Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    private final Map<String, Counters> counters = new HashMap<>();
    private final List<String> trail = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Runnable> running = new ArrayDeque<>();
    private Clock clock = Clock.systemUTC();
    private StepObserver observer = new StepObserver() {
        @Override
        public void begins(Step step) {}

        @Override
        public void ends(Step step) {}
    };

    private Parties(Path directory) {
        this.directory = directory;
    }

    /** Servers and clients, with homes below {@code directory}, on the in-process mail server. */
    public static Parties create(Path directory, List<String> servers, List<String> clients) throws Exception {
        Parties parties = new Parties(directory);
        parties.makeHomes(
                servers.stream().map(Parties::uniqueIdentity).toList(),
                clients.stream().map(Parties::uniqueIdentity).toList(),
                KeyAlgorithm.EC,
                Optional.empty(),
                SharedMail::add);
        return parties;
    }

    /** As above, with all private keys under {@code passphrase}, which the environment of each holds. */
    static Parties underPassphrase(Path directory, List<String> servers, List<String> clients, String passphrase)
            throws Exception {
        Parties parties = new Parties(directory);
        parties.makeHomes(
                servers.stream().map(Parties::uniqueIdentity).toList(),
                clients.stream().map(Parties::uniqueIdentity).toList(),
                KeyAlgorithm.EC,
                Optional.of(passphrase),
                SharedMail::add);
        parties.environments.values().forEach(each -> each.put("MAILSHELL_KEY_PASSPHRASE", passphrase));
        return parties;
    }

    /** As above, with the addresses, the kind of keys and the mailboxes given. */
    public static Parties create(
            Path directory, List<Identity> servers, List<Identity> clients, KeyAlgorithm algorithm, Mailboxes mailboxes)
            throws Exception {
        Parties parties = new Parties(directory);
        parties.makeHomes(servers, clients, algorithm, Optional.empty(), mailboxes);
        return parties;
    }

    /** A hub, and servers and clients with mailboxes at it, which find it once it is started. */
    public static Parties atHub(Path directory, String hub, List<String> servers, List<String> clients)
            throws Exception {
        Parties parties = new Parties(directory);
        List<Identity> others = Stream.concat(servers.stream(), clients.stream())
                .map(Parties::identityAtHub)
                .toList();
        TestHomes.createAtHub(
                directory,
                identityAtHub(hub),
                others.subList(0, servers.size()),
                others.subList(servers.size(), others.size()));
        Stream.concat(Stream.of(hub), servers.stream())
                .forEach(server -> write(parties.home(server).policy(), OPEN_POLICY));
        Stream.concat(Stream.of(hub), others.stream().map(other -> other.name().value()))
                .forEach(name -> {
                    parties.environments.put(name, new HashMap<>());
                    parties.counters.put(name, new Counters());
                });
        parties.environment(hub)
                .putAll(Map.of(
                        "MAILSHELL_HUB_BIND", "127.0.0.1",
                        "MAILSHELL_HUB_SMTPS_PORT", "0",
                        "MAILSHELL_HUB_POP3S_PORT", "0"));
        return parties;
    }

    private static Identity identityAtHub(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@hub.test"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a hub free ports, the same for each start: a process of its own tells nobody which it has. */
    public void keepPorts(String hub) throws IOException {
        for (String port : List.of("MAILSHELL_HUB_SMTPS_PORT", "MAILSHELL_HUB_POP3S_PORT")) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                environment(hub).put(port, Integer.toString(socket.getLocalPort()));
            }
        }
    }

    /** Starts a hub, which the others find from now on; it is stopped at the end, or before by closing it. */
    public MailshellHub startHub(String name) throws Exception {
        MailshellHub hub =
                MailshellHub.start(config(name), PolicyFile.read(home(name).policy()), surroundings(name));
        running.push(hub::close);
        environments.keySet().stream().filter(other -> !other.equals(name)).forEach(other -> environment(other)
                .putAll(Map.of(
                        "MAILSHELL_SMTP_PORT",
                        Integer.toString(hub.smtpsPort().orElseThrow()),
                        "MAILSHELL_POP3_PORT",
                        Integer.toString(hub.pop3sPort().orElseThrow()))));
        return hub;
    }

    private void makeHomes(
            List<Identity> servers,
            List<Identity> clients,
            KeyAlgorithm algorithm,
            Optional<String> passphrase,
            Mailboxes mailboxes)
            throws Exception {
        TestHomes.create(directory, servers, clients, algorithm, passphrase);
        for (Identity server : servers) {
            Files.writeString(home(server.name().value()).policy(), OPEN_POLICY);
            prepare(server, mailboxes);
        }
        for (Identity client : clients) {
            prepare(client, mailboxes);
        }
    }

    private void prepare(Identity identity, Mailboxes mailboxes) {
        Map<String, String> environment = new HashMap<>(mailboxes.add(identity.address()));
        if (environment.containsKey("MAILSHELL_IMAP_HOST")) {
            environment.put("MAILSHELL_IMAP_POLL", "50ms");
            // Most tests are not about push.
            environment.putIfAbsent("MAILSHELL_IMAP_PUSH", "off");
        }
        environments.put(identity.name().value(), environment);
        counters.put(identity.name().value(), new Counters());
    }

    private static Identity uniqueIdentity(String name) {
        return new Identity(new IdentityName(name), SharedMail.address(name));
    }

    /** The home of a party. */
    public Home home(String name) {
        return new Home(directory.resolve(name));
    }

    /** The settings of a party, to be changed before it starts. */
    public Map<String, String> environment(String name) {
        return environments.get(name);
    }

    /** What a party has refused. */
    public Counters counters(String name) {
        return counters.get(name);
    }

    /** Everything that has happened, as {@code subject event}. */
    public List<String> trail() {
        return List.copyOf(trail);
    }

    /** The time for parties that start from now on. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    /** Who is told of each step of the parties that start from now on. */
    public void setObserver(StepObserver observer) {
        this.observer = observer;
    }

    /** Starts a server; it is stopped at the end, or before by closing it. */
    public MailshellServer startServer(String name) throws Exception {
        MailshellServer server = startServerWithoutMailbox(name);
        server.awaitReady();
        return server;
    }

    /** As above, not waiting for a mailbox that may never answer. */
    public MailshellServer startServerWithoutMailbox(String name) throws Exception {
        MailshellServer server =
                MailshellServer.start(config(name), PolicyFile.read(home(name).policy()), surroundings(name));
        running.push(server::close);
        return server;
    }

    /** Starts a server as a process of its own; it is killed at the end. */
    public Child startServerProcess(String name) throws IOException {
        return startProcess(name, "server");
    }

    /** Starts a client as a process of its own; it is killed at the end. */
    public Child startClientProcess(String name) throws IOException {
        return startProcess(name, "client");
    }

    /** Starts a hub as a process of its own, on the ports of its settings; it is killed at the end. */
    public Child startHubProcess(String name) throws IOException {
        return startProcess(name, "hub");
    }

    private Child startProcess(String name, String verb) throws IOException {
        Child child = Child.start(
                directory,
                environments.get(name),
                verb,
                "--home",
                home(name).directory().toString());
        running.push(child::close);
        return child.awaitReady();
    }

    /** Starts a client; it is stopped at the end, or before by closing it. */
    public MailshellClient startClient(String name) throws Exception {
        MailshellClient client = MailshellClient.start(config(name), surroundings(name));
        running.push(client::close);
        client.awaitReady();
        return client;
    }

    /** The settings of a party, read. */
    public MailshellConfig config(String name) throws Exception {
        return MailshellConfig.load(home(name), environments.get(name));
    }

    private Surroundings surroundings(String name) {
        return new Surroundings(
                clock,
                new SecureRandom(),
                (subject, event) -> trail.add(subject + " " + event),
                counters.get(name),
                observer);
    }

    /** Drops a finished file into a client's outbox. */
    public void drop(String client, String name, String content) throws IOException {
        Path unfinished = home(client).outbox().resolve(name + ".part");
        Files.writeString(unfinished, content);
        Files.setLastModifiedTime(unfinished, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1))));
        Files.move(unfinished, home(client).outbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().run();
        }
    }
}
