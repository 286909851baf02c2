package dev.mailshell.hub;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.OwnStore;
import dev.mailshell.hub.smtp.SmtpdConsumer;
import dev.mailshell.management.Observed;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** A running hub: a Mail Shell server, and the mail server of its users and of itself. */
public final class MailshellHub implements AutoCloseable {

    private final MailshellServer server;
    private final MailAnnex mail;

    private MailshellHub(MailshellServer server, MailAnnex mail) {
        this.server = server;
        this.mail = mail;
    }

    /**
     * Starts it.
     *
     * @param config of a home of the role hub
     * @throws ConfigFailure if the file of users is not valid
     * @throws RouteProblem if a route cannot run as it is written
     * @throws IOException if the home, the certificate or a port cannot be used
     */
    public static MailshellHub start(MailshellConfig config, Policy policy, Surroundings surroundings)
            throws ConfigFailure, IOException, RouteProblem {
        if (!(config.reception() instanceof OwnStore own)) {
            throw new IllegalArgumentException("the home is not that of a hub");
        }
        MailAnnex mail = MailAnnex.of(config, own.service(), surroundings);
        return new MailshellHub(MailshellServer.startHub(config, policy, surroundings, mail::opened), mail);
    }

    /** The port for submission over TLS; empty if that is off. */
    public OptionalInt smtpsPort() {
        return portOf("accept-submission");
    }

    /** The port for submission that begins with STARTTLS; empty if that is off. */
    public OptionalInt submissionPort() {
        return portOf("accept-starttls");
    }

    /** The port for mail from elsewhere; empty if that is off. */
    public OptionalInt smtpPort() {
        return portOf("accept-outside");
    }

    /** The port for POP3 over TLS; empty if that is off. */
    public OptionalInt pop3sPort() {
        return mail.pop3sPort();
    }

    /** What it tells of itself, as a server and as a mail server; until it is closed. */
    public Observed observed() {
        return server.observed().and(mail.observed());
    }

    private OptionalInt portOf(String route) {
        Optional<SmtpdConsumer> consumer = server.consumer(route).map(SmtpdConsumer.class::cast);
        return consumer.isPresent() ? OptionalInt.of(consumer.get().port()) : OptionalInt.empty();
    }

    /** Loads what the first message needs, so that it does not wait for that. */
    public void prepare() {
        server.prepare();
    }

    /** Ends what runs, answers for it, and stops. */
    @Override
    public void close() {
        server.close();
    }
}
