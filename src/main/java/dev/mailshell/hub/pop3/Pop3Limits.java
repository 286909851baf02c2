package dev.mailshell.hub.pop3;

import java.time.Duration;

/**
 * What a POP3 server bears.
 *
 * @param connections at once, of all
 * @param ofNetwork connections at once from one network: an address of IPv4, a /64 of IPv6
 * @param handshake how long TLS may take to begin
 * @param login how long a connection may be without a login
 * @param idle how long a session may be without a command; RFC 1939 wants ten minutes
 * @param reading how long a client may leave an answer, or 16 KiB of one, unread
 * @param longestWait what {@code XWAIT} waits at most
 * @param commands of one session
 * @param mistakes lines of one session that are no commands, or come at the wrong time
 * @param wrongPasswords of one connection
 */
public record Pop3Limits(
        int connections,
        int ofNetwork,
        Duration handshake,
        Duration login,
        Duration idle,
        Duration reading,
        Duration longestWait,
        int commands,
        int mistakes,
        int wrongPasswords) {

    /** For a small machine. */
    public static final Pop3Limits DEFAULT = new Pop3Limits(
            500,
            50,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(29),
            1_000_000,
            20,
            3);
}
