package dev.mailshell.sasl;

/**
 * What one login is for.
 *
 * @param service {@code imap} or {@code smtp}
 * @param host the mail server, as its certificate was verified for
 * @param port where it listens
 * @param user whose account it is, unless the proof itself says so
 * @param secret the token; empty where the proof is something else
 */
public record SaslAccount(String service, String host, int port, String user, String secret) {

    /** Nothing of the secret is for eyes. */
    @Override
    public String toString() {
        return user + " at " + service + "://" + host + ":" + port;
    }
}
