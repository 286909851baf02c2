package dev.mailshell.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A mail provider whose hosts and ports need not be written down. Each setting of a home overrides its provider's. */
public enum Provider {
    /** Google. It wants an app password, or OAuth. */
    GMAIL("imap.gmail.com", "smtp.gmail.com", "[Gmail]/Spam", false, LoginMethod.PASSWORD, 500, 20),
    /** Microsoft, for organizations. It wants OAuth. */
    MICROSOFT365("outlook.office365.com", "smtp.office365.com", "Junk Email", true, LoginMethod.OAUTH, 10_000, 30),
    /** Microsoft, for persons. It wants OAuth. */
    OUTLOOK("outlook.office365.com", "smtp-mail.outlook.com", "Junk", true, LoginMethod.OAUTH, 300, 20),
    /** Fastmail. It wants an app password. */
    FASTMAIL("imap.fastmail.com", "smtp.fastmail.com", "Spam", false, LoginMethod.PASSWORD, 1000, 20),
    /** Yahoo. It wants an app password. */
    YAHOO("imap.mail.yahoo.com", "smtp.mail.yahoo.com", "Bulk", false, LoginMethod.PASSWORD, 500, 20),
    /** Apple. It wants an app password. */
    ICLOUD("imap.mail.me.com", "smtp.mail.me.com", "Junk", true, LoginMethod.PASSWORD, 1000, 20),
    /** Any other server: both hosts are written down. */
    CUSTOM(null, null, null, false, LoginMethod.PASSWORD, 0, 0);

    private final String imapHost;
    private final String smtpHost;
    private final String junkFolder;
    private final boolean startTls;
    private final LoginMethod login;
    private final int perDay;
    private final int perMinute;

    Provider(
            String imapHost,
            String smtpHost,
            String junkFolder,
            boolean startTls,
            LoginMethod login,
            int perDay,
            int perMinute) {
        this.imapHost = imapHost;
        this.smtpHost = smtpHost;
        this.junkFolder = junkFolder;
        this.startTls = startTls;
        this.login = login;
        this.perDay = perDay;
        this.perMinute = perMinute;
    }

    /** Where its mailboxes are; empty for {@link #CUSTOM}. */
    public Optional<String> imapHost() {
        return Optional.ofNullable(imapHost);
    }

    /** Whether {@code host} is in the domain of the mailbox host of a provider that is known, and so serves many. */
    public static boolean isPublic(String host) {
        return Arrays.stream(values())
                .flatMap(provider -> provider.imapHost().stream())
                .anyMatch(known -> domain(known).equalsIgnoreCase(domain(host)));
    }

    private static String domain(String host) {
        return host.substring(host.indexOf('.') + 1);
    }

    /** Where it takes mail; empty for {@link #CUSTOM}. */
    public Optional<String> smtpHost() {
        return Optional.ofNullable(smtpHost);
    }

    /** What it calls the folder for junk in an account in English, as docs/providers.md says; empty for {@link #CUSTOM}. */
    public Optional<String> junkFolder() {
        return Optional.ofNullable(junkFolder);
    }

    /** Whether it takes mail by STARTTLS on port 587 (RFC 6409) rather than by TLS on port 465 (RFC 8314). */
    public boolean startTls() {
        return startTls;
    }

    /** The login that it takes without settings of its users. */
    public LoginMethod login() {
        return login;
    }

    /** How much its accounts send without settings of their users; where those come from says docs/providers.md. */
    public SendingLimits limits() {
        return perDay == 0 ? SendingLimits.NONE : SendingLimits.of(perDay, perMinute);
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
