package dev.mailshell.config;

import dev.mailshell.filter.SenderList;
import java.util.Locale;

/** The settings of a home: their names, what they may be, and an example to show with an error. */
enum ConfigKey {
    NAME("mailshell.name", "1 to 63 of a-z, 0-9 and -", "web1"),
    ROLE("mailshell.role", "server, client or hub", "server"),
    ADDRESS("mailshell.address", "name@domain", "web1@example.org"),
    PROVIDER("mailshell.provider", "gmail, microsoft365, outlook, fastmail, yahoo, icloud or custom", "custom"),
    IMAP_HOST("mailshell.imap.host", "a host name", "imap.example.org"),
    IMAP_PORT("mailshell.imap.port", "1 to 65535", "993"),
    IMAP_USER("mailshell.imap.user", "the login, at most 256 characters", "web1@example.org"),
    IMAP_PASSWORD("mailshell.imap.password", "at most 256 characters", "..."),
    IMAP_FOLDER("mailshell.imap.folder", "a folder of the mailbox, at most 200 characters", "INBOX"),
    IMAP_RECEIVED("mailshell.imap.received", "a folder of the mailbox, at most 200 characters", "mailshell/received"),
    IMAP_JUNK_FOLDER("mailshell.imap.junk-folder", "a folder of the mailbox, at most 200 characters, or off", "Junk"),
    IMAP_JUNK_POLL("mailshell.imap.junk-poll", "1s to 1h", "5m"),
    IMAP_POLL("mailshell.imap.poll", "50ms to 1h", "1s"),
    IMAP_PUSH("mailshell.imap.push", "idle, eager or off", "idle"),
    POP3_HOST("mailshell.pop3.host", "a host name", "pop.example.org"),
    POP3_PORT("mailshell.pop3.port", "1 to 65535", "995"),
    POP3_USER("mailshell.pop3.user", "the login, at most 256 characters", "web1@example.org"),
    POP3_PASSWORD("mailshell.pop3.password", "at most 256 characters", "..."),
    POP3_POLL("mailshell.pop3.poll", "1s to 1h", "30s"),
    SMTP_HOST("mailshell.smtp.host", "a host name", "smtp.example.org"),
    SMTP_PORT("mailshell.smtp.port", "1 to 65535", "465"),
    SMTP_USER("mailshell.smtp.user", "the login, at most 256 characters", "web1@example.org"),
    SMTP_PASSWORD("mailshell.smtp.password", "at most 256 characters", "..."),
    SMTP_STARTTLS("mailshell.smtp.starttls", "true or false", "false"),
    SMTP_PER_DAY("mailshell.smtp.per-day", "1 to 100000 or off", "500"),
    SMTP_PER_MINUTE("mailshell.smtp.per-minute", "1 to 100000 or off", "20"),
    HUB_HOST("mailshell.hub.host", "a host name", "mail.example.org"),
    HUB_BIND("mailshell.hub.bind", "an IP address of this machine", "0.0.0.0"),
    HUB_SMTPS_PORT("mailshell.hub.smtps-port", "1 to 65535 or off", "465"),
    HUB_POP3S_PORT("mailshell.hub.pop3s-port", "1 to 65535 or off", "995"),
    HUB_SUBMISSION_PORT("mailshell.hub.submission-port", "1 to 65535 or off", "587"),
    HUB_SMTP_PORT("mailshell.hub.smtp-port", "1 to 65535 or off", "25"),
    HUB_CERTIFICATE("mailshell.hub.certificate", "a file with PEM certificates", "tls/hub.pem"),
    HUB_KEY("mailshell.hub.key", "a file with a PEM key, mode 0600", "tls/hub.key"),
    HUB_NAME_SERVERS("mailshell.hub.name-servers", "system, or ADDRESS:PORT with commas between them", "127.0.0.1:53"),
    HUB_QUOTA("mailshell.hub.quota", "1MiB to 1000GiB", "1GiB"),
    HUB_RETENTION("mailshell.hub.retention", "1h to 3650d", "30d"),
    LOGIN("mailshell.login", "password, oauth, oauth-app, kerberos or certificate", "oauth"),
    OAUTH_CLIENT_ID(
            "mailshell.oauth.client-id", "at most 256 characters of ASCII", "11111111-2222-3333-4444-555555555555"),
    OAUTH_CLIENT_SECRET("mailshell.oauth.client-secret", "at most 256 characters", "..."),
    OAUTH_TENANT("mailshell.oauth.tenant", "at most 253 letters, digits, dots and hyphens", "example.onmicrosoft.com"),
    OAUTH_TOKEN_URL("mailshell.oauth.token-url", "an https address", "https://login.example.com/token"),
    OAUTH_DEVICE_URL("mailshell.oauth.device-url", "an https address", "https://login.example.com/device"),
    OAUTH_AUTHORIZE_URL("mailshell.oauth.authorize-url", "an https address", "https://login.example.com/authorize"),
    OAUTH_SCOPE(
            "mailshell.oauth.scope",
            "scopes with one blank between them, at most 1024 characters",
            "mail offline_access"),
    OAUTH_MECHANISM("mailshell.oauth.mechanism", "xoauth2 or oauthbearer", "oauthbearer"),
    KERBEROS_PRINCIPAL("mailshell.kerberos.principal", "name@REALM", "web1@EXAMPLE.ORG"),
    KERBEROS_KEYTAB("mailshell.kerberos.keytab", "a keytab, mode 0600", "keytab"),
    TLS_CLIENT_CERTIFICATE("mailshell.tls.client-certificate", "a file with PEM certificates", "tls/client.crt"),
    TLS_CLIENT_KEY("mailshell.tls.client-key", "a file with a PEM key, mode 0600", "tls/client.key"),
    TLS_CA_FILE("mailshell.tls.ca-file", "a file with PEM certificates", "ca.pem"),
    MAIL_TIMEOUT("mailshell.mail-timeout", "1s to 1m", "1m"),
    PASSWORD_FILE("mailshell.password-file", "a file with mode 0600", "password"),
    KEY_PASSPHRASE("mailshell.key-passphrase", "at most 256 characters", "..."),
    KEY_PASSPHRASE_FILE("mailshell.key-passphrase-file", "a file with mode 0600", "passphrase"),
    LEDGER_URL("mailshell.ledger.url", "jdbc:sqlite:PATH", "jdbc:sqlite:state/state.db"),
    MAX_MAIL("mailshell.max-mail", "64KiB to 100MiB", "10MB"),
    ROUTES("mailshell.routes", "a folder", "routes"),
    LOG_CONTENT("mailshell.log-content", "none, command or full", "none"),
    LOG_FORMAT("mailshell.log-format", "text or json", "json"),
    MANAGEMENT_PORT("mailshell.management.port", "1 to 65535 or off", "9876"),
    MANAGEMENT_BIND("mailshell.management.bind", "an IP address of this machine", "127.0.0.1"),
    MANAGEMENT_BEYOND_LOOPBACK("mailshell.management.beyond-loopback", "true or false", "true"),
    FILTER_SENDERS("mailshell.filter.senders", SenderList.FORM, "clients"),
    FILTER_SUBJECT("mailshell.filter.subject", "a regular expression of at most 1024 characters", "Mail Shell"),
    FILTER_AUTHSERV_ID("mailshell.filter.authserv-id", "letters, digits, dots, hyphens, underscores", "mx.example.org"),
    FILTER_AUTHENTICATION("mailshell.filter.authentication", "dkim, spf, dmarc, with commas between them", "dmarc"),
    FILTER_RATE("mailshell.filter.rate", "1 to 1000 and one of /min, /h, /d", "60/min");

    private final String property;
    private final String expected;
    private final String example;

    ConfigKey(String property, String expected, String example) {
        this.property = property;
        this.expected = expected;
        this.example = example;
    }

    /** The name in {@code mailshell.properties}, which is also the name of the placeholder in a route. */
    String property() {
        return property;
    }

    /** The name in the environment and in {@code .env}. */
    String variable() {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What its value may be, for people. */
    String expected() {
        return expected;
    }

    /** A line that could stand in {@code mailshell.properties}. */
    String example() {
        return property + "=" + example;
    }

    /** Whether its value must not be shown. */
    boolean secret() {
        return this == IMAP_PASSWORD
                || this == POP3_PASSWORD
                || this == SMTP_PASSWORD
                || this == KEY_PASSPHRASE
                || this == OAUTH_CLIENT_SECRET;
    }
}
