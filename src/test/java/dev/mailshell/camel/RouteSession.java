package dev.mailshell.camel;

import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Mail sessions as the routes have them. */
final class RouteSession {

    private RouteSession() {}

    /** For a mailbox of the shared mail server. */
    static Session of(Map<String, String> mailbox) throws IOException {
        return trusting(Optional.of(Path.of(mailbox.get("MAILSHELL_TLS_CA_FILE"))));
    }

    static Session trusting(Optional<Path> authority) throws IOException {
        return MailSession.create(TrustedRoots.tls(authority), false, Duration.ofMinutes(1));
    }
}
