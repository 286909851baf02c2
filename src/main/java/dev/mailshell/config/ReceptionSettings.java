package dev.mailshell.config;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads where and as whom mail is read. What it returns can be built once there are no problems. */
final class ReceptionSettings {

    private static final int IMAPS = 993;
    private static final int POP3S = 995;

    private static final List<ConfigKey> IMAP = List.of(
            ConfigKey.IMAP_HOST,
            ConfigKey.IMAP_PORT,
            ConfigKey.IMAP_USER,
            ConfigKey.IMAP_PASSWORD,
            ConfigKey.IMAP_FOLDER,
            ConfigKey.IMAP_RECEIVED,
            ConfigKey.IMAP_JUNK_FOLDER,
            ConfigKey.IMAP_JUNK_POLL,
            ConfigKey.IMAP_POLL,
            ConfigKey.IMAP_PUSH);
    private static final List<ConfigKey> POP3 = List.of(
            ConfigKey.POP3_HOST,
            ConfigKey.POP3_PORT,
            ConfigKey.POP3_USER,
            ConfigKey.POP3_PASSWORD,
            ConfigKey.POP3_POLL);

    private final AccountSettings account;
    private final Settings settings;
    private final HubSettings hub;

    ReceptionSettings(AccountSettings account, HubSettings hub) {
        this.account = account;
        this.hub = hub;
        this.settings = account.settings();
    }

    /** POP3 if any setting of it is written, IMAP otherwise. */
    Supplier<? extends Reception> reception(Optional<Secret> passwordInFile) throws IOException {
        if (account.ofHub()) {
            refuseMailbox();
            Supplier<MailService> service = hub.service();
            return () -> new OwnStore(service.get());
        }
        hub.refuse();
        Optional<ConfigKey> imap = first(IMAP);
        Optional<ConfigKey> pop3 = first(POP3);
        if (imap.isPresent() && pop3.isPresent()) {
            settings.wrong(
                    pop3.get(),
                    imap.get().property() + " is set as well, expected one of IMAP and POP3",
                    "remove all mailshell.pop3 settings, or all mailshell.imap settings");
        }
        return pop3.isPresent() ? pop3(passwordInFile) : imap(passwordInFile);
    }

    /** The setting of the password that is needed, if one is. */
    Stream<ConfigKey> password() {
        ConfigKey key = first(POP3).isPresent() ? ConfigKey.POP3_PASSWORD : ConfigKey.IMAP_PASSWORD;
        return Stream.of(key).filter(needed -> !account.ofHub() && !account.withoutPassword());
    }

    private void refuseMailbox() {
        Stream.of(IMAP, POP3)
                .flatMap(List::stream)
                .filter(settings::isSet)
                .forEach(key -> settings.wrong(
                        key,
                        "the role is hub, expected server or client",
                        "remove it: a hub takes its mail from its own store"));
    }

    private Optional<ConfigKey> first(List<ConfigKey> keys) {
        return keys.stream().filter(settings::isSet).findFirst();
    }

    private Supplier<ImapMailbox> imap(Optional<Secret> passwordInFile) {
        Optional<String> host =
                account.host(ConfigKey.IMAP_HOST, account.provider().flatMap(Provider::imapHost));
        Optional<Integer> port = settings.optional(ConfigKey.IMAP_PORT, Values::port, IMAPS);
        Optional<String> user = account.user(ConfigKey.IMAP_USER);
        Optional<Secret> secret = account.password(ConfigKey.IMAP_PASSWORD, passwordInFile);
        Optional<String> folder = settings.optional(ConfigKey.IMAP_FOLDER, Values::folder, "INBOX");
        Optional<String> received = settings.optional(ConfigKey.IMAP_RECEIVED, Values::folder, "mailshell/received");
        Optional<String> junkFolder = junkFolder(folder, received);
        Optional<Duration> junkPoll = settings.optional(ConfigKey.IMAP_JUNK_POLL, Values::login, Duration.ofMinutes(5));
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
        return () -> new ImapMailbox(
                host.orElseThrow(),
                port.orElseThrow(),
                user.orElseThrow(),
                secret,
                folder.orElseThrow(),
                received.orElseThrow(),
                junkFolder,
                junkPoll.orElseThrow(),
                poll.orElseThrow(),
                push.orElseThrow());
    }

    /** That of the provider unless one is set; empty if it is off. */
    private Optional<String> junkFolder(Optional<String> folder, Optional<String> received) {
        String known = account.provider().flatMap(Provider::junkFolder).orElse("off");
        Optional<String> junk = settings.optional(ConfigKey.IMAP_JUNK_FOLDER, Values::folder, known)
                .filter(name -> !name.equals("off"));
        if (junk.isPresent() && (junk.equals(folder) || junk.equals(received))) {
            settings.wrong(
                    ConfigKey.IMAP_JUNK_FOLDER,
                    "was " + junk.get() + ", expected another one than mail arrives in or is moved to");
        }
        return junk;
    }

    private Supplier<PopMailbox> pop3(Optional<Secret> passwordInFile) {
        if (account.withoutPassword()) {
            settings.wrong(
                    ConfigKey.LOGIN,
                    "mail is read by POP3, expected IMAP where the login is not by password",
                    "replace all mailshell.pop3 settings by mailshell.imap settings, or write mailshell.login=password");
        }
        Optional<String> host = account.host(ConfigKey.POP3_HOST, Optional.empty());
        Optional<Integer> port = settings.optional(ConfigKey.POP3_PORT, Values::port, POP3S);
        Optional<String> user = account.user(ConfigKey.POP3_USER);
        Optional<Secret> secret = account.password(ConfigKey.POP3_PASSWORD, passwordInFile);
        Optional<Duration> poll = settings.optional(ConfigKey.POP3_POLL, Values::login, Duration.ofSeconds(30));
        return () -> new PopMailbox(
                host.orElseThrow(), port.orElseThrow(), user.orElseThrow(), secret.orElseThrow(), poll.orElseThrow());
    }
}
