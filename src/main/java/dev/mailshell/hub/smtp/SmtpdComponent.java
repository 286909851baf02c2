package dev.mailshell.hub.smtp;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Mail that others submit begins a route: {@code smtpd:host:port}. */
@Component("smtpd")
public class SmtpdComponent extends DefaultComponent {

    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException if {@code remaining} is no host and port, the host in brackets if it has colons */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int colon = remaining.lastIndexOf(':');
        String port = remaining.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "smtpd: has no host and port (was " + remaining + ", expected host:port)");
        }
        SmtpdEndpoint endpoint = new SmtpdEndpoint(uri, this, new SmtpdConfiguration());
        endpoint.setHost(remaining.substring(0, colon));
        endpoint.setPort(Integer.parseInt(port));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
