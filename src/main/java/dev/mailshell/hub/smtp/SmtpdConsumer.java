package dev.mailshell.hub.smtp;

import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** Listens while its route runs. */
public class SmtpdConsumer extends DefaultConsumer implements Suspendable {

    private final SmtpdEndpoint endpoint;
    private volatile SmtpServer server;

    /** Listens for {@code processor}, once it is started. */
    public SmtpdConsumer(SmtpdEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public SmtpdEndpoint getEndpoint() {
        return endpoint;
    }

    /**
     * The port that it listens at.
     *
     * @throws IllegalStateException if it does not
     */
    public int port() {
        SmtpServer running = server;
        if (running == null) {
            throw new IllegalStateException(endpoint + " does not listen");
        }
        return running.port();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        listen();
    }

    @Override
    protected void doResume() throws Exception {
        listen();
    }

    private void listen() throws Exception {
        SmtpdChecks.require(endpoint);
        SmtpServer next = new SmtpServer(endpoint, new RouteDelivery(this));
        next.start();
        server = next;
    }

    @Override
    protected void doSuspend() {
        leave();
    }

    @Override
    protected void doStop() throws Exception {
        leave();
        super.doStop();
    }

    private void leave() {
        SmtpServer running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }
}
