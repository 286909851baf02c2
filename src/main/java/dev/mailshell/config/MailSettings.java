package dev.mailshell.config;

import dev.mailshell.model.MailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads where and as whom mail is read and submitted. What it returns can be built once there are no problems. */
final class MailSettings {

    private static final int IMAPS = 993;
    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    private final Settings settings;
    private final Optional<MailAddress> address;
    private final Optional<Provider> provider;
    private final Optional<Secret> password;

    /**
     * @param address the login unless another one is set
     * @param provider whose hosts are used unless others are set; empty if it was wrong
     * @param password used where none is set
     */
    MailSettings(
            Settings settings, Optional<MailAddress> address, Optional<Provider> provider, Optional<Secret> password) {
        this.settings = settings;
        this.address = address;
        this.provider = provider;
        this.password = password;
    }

    Supplier<Mailbox> mailbox() {
        Optional<String> host = host(ConfigKey.IMAP_HOST, provider.flatMap(Provider::imapHost));
        Optional<Integer> port = settings.optional(ConfigKey.IMAP_PORT, Values::port, IMAPS);
        Optional<String> user = user(ConfigKey.IMAP_USER);
        Optional<Secret> secret = password(ConfigKey.IMAP_PASSWORD);
        Optional<String> folder = settings.optional(ConfigKey.IMAP_FOLDER, Values::folder, "INBOX");
        Optional<String> received = settings.optional(ConfigKey.IMAP_RECEIVED, Values::folder, "mailshell/received");
        Optional<Duration> poll = settings.optional(ConfigKey.IMAP_POLL, Values::poll, Duration.ofSeconds(1));
        Optional<Push> push =
                settings.optional(ConfigKey.IMAP_PUSH, value -> Values.constant(Push.class, value), Push.IDLE);
        if (push.equals(Optional.of(Push.EAGER)) && host.map(Provider::isPublic).orElse(false)) {
            settings.wrong(
                    ConfigKey.IMAP_PUSH,
                    "eager asks twenty times a second, expected idle or off with " + host.get(),
                    "for example: mailshell.imap.push=idle");
        }
        if (folder.isPresent() && folder.equals(received)) {
            settings.wrong(
                    ConfigKey.IMAP_RECEIVED, "was " + folder.get() + ", expected another one than mail arrives in");
        }
        return () -> new Mailbox(
                host.orElseThrow(),
                port.orElseThrow(),
                user.orElseThrow(),
                secret.orElseThrow(),
                folder.orElseThrow(),
                received.orElseThrow(),
                poll.orElseThrow(),
                push.orElseThrow());
    }

    Supplier<Submission> submission() {
        Optional<String> host = host(ConfigKey.SMTP_HOST, provider.flatMap(Provider::smtpHost));
        boolean preset = provider.map(Provider::startTls).orElse(false);
        Optional<Boolean> startTls = settings.optional(ConfigKey.SMTP_STARTTLS, Values::flag, preset);
        int usual = startTls.orElse(preset) ? SUBMISSION : SUBMISSIONS;
        Optional<Integer> port = settings.optional(ConfigKey.SMTP_PORT, Values::port, usual);
        Optional<String> user = user(ConfigKey.SMTP_USER);
        Optional<Secret> secret = password(ConfigKey.SMTP_PASSWORD);
        return () -> new Submission(
                host.orElseThrow(),
                port.orElseThrow(),
                user.orElseThrow(),
                secret.orElseThrow(),
                startTls.orElseThrow());
    }

    private Optional<String> host(ConfigKey key, Optional<String> preset) {
        // With an unknown provider there is one problem already; a missing host would only repeat it.
        if (!settings.isSet(key) && preset.isEmpty() && provider.isPresent()) {
            settings.missing(key);
        }
        return settings.parsed(key, Values::host).or(() -> preset);
    }

    private Optional<String> user(ConfigKey key) {
        return settings.parsed(key, Values::user).or(() -> address.map(MailAddress::value));
    }

    private Optional<Secret> password(ConfigKey key) {
        if (!settings.isSet(key) && !settings.isSet(ConfigKey.PASSWORD_FILE)) {
            settings.missing(key);
        }
        return settings.parsed(key, Values::secret).or(() -> password);
    }
}
