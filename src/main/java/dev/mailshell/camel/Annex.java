package dev.mailshell.camel;

import dev.mailshell.ledger.Vault;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.CamelContext;

/** What runs in the process of a server beside it: the mail server of a hub. */
public interface Annex extends AutoCloseable {

    /** Opens it; nobody else uses the home then. */
    @FunctionalInterface
    interface Opening {

        /** @throws IOException if something of it cannot be used */
        Annex open() throws IOException;
    }

    /** Where the mail of the server is. */
    Vault vault();

    /**
     * The beans that the routes name beside the server's, or in the place of some; asked once, before the routes start.
     *
     * @param mailSession by which mail leaves
     */
    Map<String, Object> beans(Session mailSession);

    /** Sets what its routes need of Camel; called once, before the routes start. */
    void configure(CamelContext context);

    /**
     * Starts what no route begins; called once, before the routes start.
     *
     * @throws IOException if it cannot
     */
    void start() throws IOException;

    /** The routes have stopped, or never ran. */
    @Override
    void close();
}
