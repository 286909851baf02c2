package dev.mailshell.config;

import java.util.Optional;

/**
 * Where mail is submitted: by TLS from the first byte, or by STARTTLS, which is then required.
 *
 * @param host a host name, which its certificate must name
 * @param port 1 to 65535
 * @param user the login
 * @param password its password; empty where something else is the proof
 * @param startTls whether TLS is negotiated on a connection that begins in clear text
 * @param limits how much is submitted at most
 */
public record Submission(
        String host, int port, String user, Optional<Secret> password, boolean startTls, SendingLimits limits) {

    /** What routes call it: {@code smtps} for TLS from the first byte, {@code smtp} for STARTTLS. */
    public String scheme() {
        return startTls ? "smtp" : "smtps";
    }
}
