package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.subethamail.smtp.server.SMTPServer;

/** A SubEtha server with our sockets and our commands. It starts once. */
final class SmtpServer {

    private static final int BACKLOG = 128;
    private static final long WATCH_MILLIS = 500;

    private final ExecutorServiceManager executors;
    private final SessionThreads threads;
    private final Connections connections;
    private final SMTPServer server;
    private ScheduledExecutorService watch;
    private Future<?> watching;

    SmtpServer(SmtpdEndpoint endpoint, Delivery delivery) throws IOException {
        SmtpdConfiguration configuration = endpoint.getConfiguration();
        SecureRandom random = new SecureRandom();
        executors = endpoint.getCamelContext().getExecutorServiceManager();
        threads = new SessionThreads(
                configuration.getMaxConnections(),
                configuration.getStopTimeout(),
                new CamelThreadFactory(executors.getThreadNamePattern(), "smtpd", true));
        connections = new Connections(configuration.getMaxConnections(), configuration.getMaxConnectionsPerAddress());
        List<Verb> verbs = verbs(configuration, delivery);
        Set<String> names = verbs.stream().map(Verb::getName).collect(Collectors.toUnmodifiableSet());
        server = SMTPServer.port(endpoint.getPort())
                .bindAddress(InetAddress.getByName(endpoint.getHost()))
                .hostName(configuration.getHostName())
                .softwareName("Mail Shell")
                .backlog(BACKLOG)
                .maxConnections(configuration.getMaxConnections())
                .executorService(threads)
                .sessionIdFactory(() -> HexFormat.of().toHexDigits(random.nextLong()))
                .sessionHandler(new Greeting(configuration))
                .serverSocketFactory(() -> new Listener(
                        connections,
                        configuration.getTls(),
                        wire -> wire.begin(new Conversation(wire, configuration, names))))
                .build();
        verbs.forEach(server.getCommandHandler()::addCommand);
    }

    private static List<Verb> verbs(SmtpdConfiguration configuration, Delivery delivery) {
        MessageRates rates = new MessageRates(configuration.getMaxMessagesPerMinute(), System::nanoTime);
        return Stream.of(
                        new SessionCommands(configuration).verbs(),
                        List.of(new Verb("AUTH", new AuthCommand(configuration))),
                        new MailCommands(configuration, rates, delivery).verbs())
                .flatMap(List::stream)
                .toList();
    }

    /** @throws IOException if it cannot listen */
    void start() throws IOException {
        try {
            server.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(
                        "smtpd: cannot listen at " + server.getDisplayableLocalSocketAddress() + ": "
                                + cause.getMessage(),
                        cause);
            }
            throw e;
        }
        watch = executors.newSingleThreadScheduledExecutor(this, "smtpd-watch");
        watching = watch.scheduleWithFixedDelay(
                connections::endOverdue, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Ends all connections; those whose message is with the route are told what became of it, if that does not take too long. */
    void stop() {
        connections.endIdle();
        server.stop();
        connections.endAll();
        threads.shutdownNow();
        watching.cancel(true);
        executors.shutdownNow(watch);
    }
}
