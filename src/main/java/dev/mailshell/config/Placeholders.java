package dev.mailshell.config;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The settings of a home as routes name them. */
final class Placeholders {

    private final Map<String, String> values = new TreeMap<>();

    private Placeholders() {}

    static Map<String, String> of(MailshellConfig config) {
        Placeholders placeholders = new Placeholders();
        placeholders.put(config);
        if (config.reception() instanceof ImapMailbox imap) {
            placeholders.put(imap);
        }
        if (config.reception() instanceof PopMailbox pop3) {
            placeholders.put(pop3);
        }
        if (config.reception() instanceof OwnStore hub) {
            placeholders.put(hub.service());
        }
        config.smtp().ifPresent(placeholders::put);
        return placeholders.values;
    }

    private void put(MailshellConfig config) {
        values.put("mailshell.home", config.home().directory().toString());
        put(ConfigKey.NAME, config.identity().name());
        put(ConfigKey.ROLE, config.role());
        put(ConfigKey.ADDRESS, config.identity().address());
        put(ConfigKey.PROVIDER, config.provider());
        put(ConfigKey.MAIL_TIMEOUT, config.mailTimeout().toMillis());
        put(ConfigKey.ROUTES, config.routes());
        put(ConfigKey.LOG_CONTENT, config.logContent());
        put(ConfigKey.LOG_FORMAT, config.logFormat());
        put(ConfigKey.MAX_MAIL, config.maxMail());
        config.caFile().ifPresent(file -> put(ConfigKey.TLS_CA_FILE, file));
    }

    private void put(ImapMailbox imap) {
        put(ConfigKey.IMAP_HOST, imap.host());
        put(ConfigKey.IMAP_PORT, imap.port());
        put(ConfigKey.IMAP_USER, imap.user());
        imap.password().ifPresent(password -> put(ConfigKey.IMAP_PASSWORD, password.reveal()));
        put(ConfigKey.IMAP_FOLDER, imap.folder());
        put(ConfigKey.IMAP_RECEIVED, imap.received());
        imap.junkFolder().ifPresent(folder -> put(ConfigKey.IMAP_JUNK_FOLDER, folder));
        put(ConfigKey.IMAP_JUNK_POLL, imap.junkPoll().toMillis());
        put(ConfigKey.IMAP_POLL, imap.poll().toMillis());
        put(ConfigKey.IMAP_PUSH, imap.push());
    }

    private void put(PopMailbox pop3) {
        put(ConfigKey.POP3_HOST, pop3.host());
        put(ConfigKey.POP3_PORT, pop3.port());
        put(ConfigKey.POP3_USER, pop3.user());
        put(ConfigKey.POP3_PASSWORD, pop3.password().reveal());
        put(ConfigKey.POP3_POLL, pop3.poll().toMillis());
    }

    private void put(MailService hub) {
        put(ConfigKey.HUB_HOST, hub.host());
        put(ConfigKey.HUB_BIND, hub.bind());
        putPort(ConfigKey.HUB_SMTPS_PORT, hub.smtps());
        putPort(ConfigKey.HUB_SUBMISSION_PORT, hub.submission());
        putPort(ConfigKey.HUB_SMTP_PORT, hub.smtp());
    }

    /** A route is there too if it does not start. */
    private void putPort(ConfigKey key, OptionalInt port) {
        put(key, port.orElse(0));
        values.put(key.property() + ".on", Boolean.toString(port.isPresent()));
    }

    private void put(Submission smtp) {
        put(ConfigKey.SMTP_HOST, smtp.host());
        put(ConfigKey.SMTP_PORT, smtp.port());
        put(ConfigKey.SMTP_USER, smtp.user());
        smtp.password().ifPresent(password -> put(ConfigKey.SMTP_PASSWORD, password.reveal()));
        put(ConfigKey.SMTP_STARTTLS, smtp.startTls());
        values.put("mailshell.smtp.scheme", smtp.scheme());
        putLimit(ConfigKey.SMTP_PER_DAY, smtp.limits().perDay());
        putLimit(ConfigKey.SMTP_PER_MINUTE, smtp.limits().perMinute());
    }

    private void putLimit(ConfigKey key, OptionalInt limit) {
        put(key, limit.isPresent() ? limit.getAsInt() : "off");
    }

    private void put(ConfigKey key, Object value) {
        values.put(key.property(), value.toString());
    }
}
