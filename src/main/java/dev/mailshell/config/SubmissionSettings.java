package dev.mailshell.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads where and as whom mail is submitted. What it returns can be built once there are no problems. */
final class SubmissionSettings {

    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    private static final List<ConfigKey> KEYS = List.of(
            ConfigKey.SMTP_HOST,
            ConfigKey.SMTP_PORT,
            ConfigKey.SMTP_USER,
            ConfigKey.SMTP_PASSWORD,
            ConfigKey.SMTP_STARTTLS,
            ConfigKey.SMTP_PER_DAY,
            ConfigKey.SMTP_PER_MINUTE);

    private final AccountSettings account;
    private final Settings settings;

    SubmissionSettings(AccountSettings account) {
        this.account = account;
        this.settings = account.settings();
    }

    /** A hub delivers by itself to the users that it has, and needs no other mail server. */
    Supplier<Optional<Submission>> submission(Optional<Secret> passwordInFile) {
        if (!isUsed()) {
            return Optional::empty;
        }
        Supplier<Submission> required = required(passwordInFile);
        return () -> Optional.of(required.get());
    }

    /** The setting of the password that is needed, if one is. */
    Stream<ConfigKey> password() {
        return Stream.of(ConfigKey.SMTP_PASSWORD).filter(key -> isUsed() && !account.withoutPassword());
    }

    private boolean isUsed() {
        return !account.ofHub() || preset().isPresent() || KEYS.stream().anyMatch(settings::isSet);
    }

    private Optional<String> preset() {
        return account.provider().flatMap(Provider::smtpHost);
    }

    private Supplier<Submission> required(Optional<Secret> passwordInFile) {
        Optional<String> host = account.host(ConfigKey.SMTP_HOST, preset());
        boolean preset = account.provider().map(Provider::startTls).orElse(false);
        Optional<Boolean> startTls = settings.optional(ConfigKey.SMTP_STARTTLS, Values::flag, preset);
        int usual = startTls.orElse(preset) ? SUBMISSION : SUBMISSIONS;
        Optional<Integer> port = settings.optional(ConfigKey.SMTP_PORT, Values::port, usual);
        Optional<String> user = account.user(ConfigKey.SMTP_USER);
        Optional<Secret> secret = account.password(ConfigKey.SMTP_PASSWORD, passwordInFile);
        Supplier<SendingLimits> limits = limits();
        return () -> new Submission(
                host.orElseThrow(),
                port.orElseThrow(),
                user.orElseThrow(),
                secret,
                startTls.orElseThrow(),
                limits.get());
    }

    private Supplier<SendingLimits> limits() {
        SendingLimits known = account.provider().map(Provider::limits).orElse(SendingLimits.NONE);
        Optional<OptionalInt> perDay = settings.optional(ConfigKey.SMTP_PER_DAY, Values::mails, known.perDay());
        Optional<OptionalInt> perMinute =
                settings.optional(ConfigKey.SMTP_PER_MINUTE, Values::mails, known.perMinute());
        return () -> new SendingLimits(perDay.orElseThrow(), perMinute.orElseThrow());
    }
}
