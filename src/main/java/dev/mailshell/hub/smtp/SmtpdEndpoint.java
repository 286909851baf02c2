package dev.mailshell.hub.smtp;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receive mail by SMTP, from users who log in or from other mail servers.
 *
 * <p>The exchange has the message, byte for byte as it came, as a body that can be read again, and its envelope in headers. The client is
 * told that the message was taken once the route has ended without a failure.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "smtpd",
        title = "SMTP Server",
        syntax = "smtpd:host:port",
        category = {Category.MAIL},
        consumerOnly = true,
        headersClass = SmtpdConstants.class)
public class SmtpdEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(required = true)
    private String host;

    @UriPath
    @Metadata(required = true)
    private int port;

    @UriParam
    private SmtpdConfiguration configuration;

    /** @param configuration belongs to this endpoint */
    public SmtpdEndpoint(String uri, Component component, SmtpdConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    /** @throws UnsupportedOperationException always: it sends nothing */
    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("smtpd: sends no mail; use smtps:");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SmtpdConsumer consumer = new SmtpdConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** The address to listen at; 0.0.0.0 for all of them. */
    public String getHost() {
        return host;
    }

    /** The address to listen at; 0.0.0.0 for all of them. */
    public void setHost(String host) {
        this.host = host;
    }

    /** The port to listen at; 0 for one that is free. */
    public int getPort() {
        return port;
    }

    /** The port to listen at; 0 for one that is free. */
    public void setPort(int port) {
        this.port = port;
    }

    /** All other options. */
    public SmtpdConfiguration getConfiguration() {
        return configuration;
    }

    /** All other options. */
    public void setConfiguration(SmtpdConfiguration configuration) {
        this.configuration = configuration;
    }
}
