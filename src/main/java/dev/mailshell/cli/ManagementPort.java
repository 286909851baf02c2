package dev.mailshell.cli;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Management;
import dev.mailshell.management.ManagementServer;
import dev.mailshell.management.Observed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a party tells of itself, if its settings say so; if not, there is no port and no thread. */
final class ManagementPort implements AutoCloseable {

    private final Optional<ManagementServer> server;

    private ManagementPort(Optional<ManagementServer> server) {
        this.server = server;
    }

    /** Takes the port, before anything is started that would have to be stopped again. */
    static ManagementPort bind(MailshellConfig config) throws CommandFailure {
        return config.management().isPresent()
                ? new ManagementPort(Optional.of(bind(config.management().get())))
                : new ManagementPort(Optional.empty());
    }

    private static ManagementServer bind(Management where) throws CommandFailure {
        try {
            return ManagementServer.bind(new InetSocketAddress(InetAddress.getByName(where.bind()), where.port()));
        } catch (IOException e) {
            throw new CommandFailure(
                    "the management port cannot listen on " + where.bind() + ", port " + where.port() + " (was: "
                            + e.getMessage() + ")",
                    "set mailshell.management.port to one that is free, or to off",
                    e);
        }
    }

    /** From now on whoever asks is answered. */
    void serve(Supplier<Observed> observed) {
        server.ifPresent(port -> port.serve(observed.get()));
    }

    @Override
    public void close() {
        server.ifPresent(ManagementServer::close);
    }
}
