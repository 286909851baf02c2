package dev.mailshell.hub.smtp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.StreamCachingStrategy;

/** What must be so before an endpoint listens. */
final class SmtpdChecks {

    /** Camel reads back what it has written with no mode of blocks, and not with GCM; and ECB hides little. */
    private static final String SPOOL_CIPHER = "AES/CTR/NoPadding";

    private SmtpdChecks() {}

    /** @throws IllegalArgumentException if an option is missing or out of its range, or a message could get to a disk as it came */
    static void require(SmtpdEndpoint endpoint) {
        SmtpdConfiguration configuration = endpoint.getConfiguration();
        require(configuration.getSslContext() != null, "has no sslContext", "name a bean of " + TlsKeys.class);
        require(
                !configuration.isAuth() || configuration.getAccounts() != null,
                "has no accounts to log in with",
                "name a bean of accounts, or say auth: false");
        require(
                SessionCommands.NAME.matcher(configuration.getHostName()).matches(),
                "has a hostName that is none",
                "write the name that others know this machine by");
        limits(configuration)
                .forEach((name, value) -> require(
                        value > 0 && value <= Integer.MAX_VALUE,
                        "has a " + name + " of " + value + ", expected 1 to " + Integer.MAX_VALUE,
                        "leave it out"));
        requireSpool(endpoint.getCamelContext().getStreamCachingStrategy());
    }

    private static Map<String, Long> limits(SmtpdConfiguration configuration) {
        Map<String, Long> limits = new LinkedHashMap<>();
        limits.put("maxMessageSize", configuration.getMaxMessageSize());
        limits.put("maxRecipients", (long) configuration.getMaxRecipients());
        limits.put("maxConnections", (long) configuration.getMaxConnections());
        limits.put("maxConnectionsPerAddress", (long) configuration.getMaxConnectionsPerAddress());
        limits.put("maxMessagesPerMinute", (long) configuration.getMaxMessagesPerMinute());
        limits.put("maxCommands", (long) configuration.getMaxCommands());
        limits.put("maxErrors", (long) configuration.getMaxErrors());
        limits.put("commandTimeout", configuration.getCommandTimeout());
        limits.put("loginTimeout", configuration.getLoginTimeout());
        limits.put("dataTimeout", configuration.getDataTimeout());
        limits.put("stopTimeout", configuration.getStopTimeout());
        return limits;
    }

    /** Without a spool all messages would be in memory at once; without a cipher whoever reads the disk would read them. */
    private static void requireSpool(StreamCachingStrategy strategy) {
        require(
                strategy.isSpoolEnabled() && SPOOL_CIPHER.equals(strategy.getSpoolCipher()),
                "has no encrypted spool for large messages",
                "enable the spool of the stream cache, with the cipher " + SPOOL_CIPHER);
    }

    private static void require(boolean isSo, String fact, String hint) {
        if (!isSo) {
            throw new IllegalArgumentException("smtpd: " + fact + "; " + hint);
        }
    }
}
