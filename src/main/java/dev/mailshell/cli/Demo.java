package dev.mailshell.cli;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.hub.MailshellHub;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.TimeSpan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hub, whose server takes the commands, and a client, both in this process and in a folder that is removed at the end. */
final class Demo implements Closeable {

    private static final Identity WEB1 = identity("web1");
    private static final Identity ALICE = identity("alice");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** On any ports that are free, and for nobody else. */
    private static final Map<String, String> HUB = Map.of(
            "MAILSHELL_HUB_BIND", "127.0.0.1",
            "MAILSHELL_HUB_SMTPS_PORT", "0",
            "MAILSHELL_HUB_POP3S_PORT", "0");

    private static final String POLICY =
            """
            # Free text for a shell: fit for a demonstration, and for people whom you would give a login.
            roles:
              guest: { allow: [shell] }
            commands:
              shell: { shell: /bin/sh }
            clients:
              alice: { roles: [guest] }
            """;

    private final CliContext context;
    private final DemoTrail trail;
    private final Deque<Closeable> running = new ArrayDeque<>();
    private Home alice;
    private int number;

    private Demo(CliContext context) {
        this.context = context;
        this.trail = new DemoTrail(context.err());
    }

    /** Starts it; it is closed too if the process is asked to stop. */
    static Demo start(CliContext context) throws Exception {
        Demo demo = new Demo(context);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::closeAndReport, "closing"));
        try {
            demo.awaitReady(demo.start());
            return demo;
        } catch (Exception e) {
            demo.close();
            throw e;
        }
    }

    private synchronized MailshellClient start() throws Exception {
        DemoFolder folder = DemoFolder.create();
        running.push(folder::close);
        Path homes = folder.path().resolve("homes");
        new NewHomes(KeyAlgorithm.EC, Optional.empty(), context.clock(), context.random())
                .create(
                        homes,
                        Optional.of(new NewHub(WEB1, "localhost", context.clock(), context.random())),
                        List.of(),
                        List.of(ALICE));
        trail.say("throw-away keys made for the server web1 and the client alice");
        Home web1 = new Home(homes.resolve("web1"));
        alice = new Home(homes.resolve("alice"));
        Files.writeString(web1.policy(), POLICY);
        Surroundings around = new Surroundings(context.clock(), context.random(), trail, new Counters());
        MailshellHub hub = MailshellHub.start(MailshellConfig.load(web1, HUB), PolicyFile.read(web1.policy()), around);
        running.push(hub::close);
        int smtps = hub.smtpsPort().orElseThrow();
        int pop3s = hub.pop3sPort().orElseThrow();
        trail.say("the server web1 is ready, and its mail server: SMTPS on port " + smtps + ", POP3S on port " + pop3s);
        MailshellClient client = MailshellClient.start(MailshellConfig.load(alice, ports(smtps, pop3s)), around);
        running.push(client::close);
        return client;
    }

    /** Not synchronized: who closes it need not wait for a mailbox. */
    private void awaitReady(MailshellClient client) throws InterruptedException {
        client.awaitReady();
        trail.say("the client alice is ready");
    }

    private static Map<String, String> ports(int smtps, int pop3s) {
        return Map.of(
                "MAILSHELL_SMTP_PORT", Integer.toString(smtps),
                "MAILSHELL_POP3_PORT", Integer.toString(pop3s));
    }

    /**
     * Sends one line as alice to web1.
     *
     * @throws CommandFailure if the client cannot send it, or no reply comes
     */
    ReceivedReply run(Invocation.Line line) throws Exception {
        DemoFile file = new DemoFile(alice, "demo-" + ++number + ".cmd", trail);
        trail.begin(line.text());
        file.drop("@web1\n" + line.text() + "\n", context.clock().instant());
        Optional<ReceivedReply> reply = Waiting.until(PATIENCE, () -> {
            file.requireNotFailed();
            return file.reply();
        });
        return reply.isPresent() ? reply.get() : unanswered(file);
    }

    private static ReceivedReply unanswered(DemoFile file) throws IOException, CommandFailure {
        throw new CommandFailure(
                WEB1.name() + " has not answered within " + TimeSpan.format(PATIENCE)
                        + file.trouble().map(why -> ": " + why).orElse(""),
                "add --debug to see why",
                ExitCode.NO_ANSWER);
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
    }

    /** Ends the jobs that run and removes the keys; waits for a start that is under way. */
    @Override
    public synchronized void close() throws IOException {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private void closeAndReport() {
        try {
            close();
        } catch (IOException e) {
            new Diagnostics(context.err()).error(Faults.describe(e), "");
        }
    }
}
