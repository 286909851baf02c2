package dev.mailshell.doctor;

import dev.mailshell.camel.MailSession;
import dev.mailshell.model.Amount;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Whether a mail server proves by a certificate that it is the one that is meant, to whom our routes trust, and how long it still can.
 *
 * @param trust whose certificates are trusted, and what is shown to the mail server
 */
record TlsCheck(MailServer server, SSLContext trust, Instant now) implements Check {

    /** Certificates of mail servers mostly last 90 days and are renewed when a third is left. */
    static final long WARNING_DAYS = 21;

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String subject() {
        return server.toString();
    }

    @Override
    public List<Finding> look() throws IOException {
        try (Socket socket = server.connect()) {
            if (server.startTls()) {
                StartTls.begin(socket);
            }
            try (SSLSocket tls =
                    (SSLSocket) trust.getSocketFactory().createSocket(socket, server.host(), server.port(), true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setProtocols(MailSession.TLS_VERSIONS.toArray(String[]::new));
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                List<X509Certificate> chain = Arrays.stream(tls.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast)
                        .toList();
                return List.of(verified(tls.getSession().getProtocol(), chain));
            }
        }
    }

    /** The chain ends with whatever of it ends first. */
    static Instant end(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private Finding verified(String protocol, List<X509Certificate> chain) {
        long days = ChronoUnit.DAYS.between(now, end(chain));
        String fact =
                protocol + ", chain and name of " + server.host() + " verified, " + Amount.of(days, "day") + " left";
        return days < WARNING_DAYS
                ? Finding.warn(name(), fact, "see that whoever runs the mail server renews its certificate")
                : Finding.ok(name(), fact);
    }
}
