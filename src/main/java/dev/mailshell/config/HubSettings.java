package dev.mailshell.config;

import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what a hub is as a mail server. What it returns can be built once there are no problems. */
final class HubSettings {

    private static final int SUBMISSIONS = 465;
    private static final int POP3S = 995;
    private static final long QUOTA = 1L << 30;
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final String EVERYWHERE = "0.0.0.0";

    private final Settings settings;
    private final SettingFiles files;
    private final Home home;
    private final Optional<MailAddress> address;

    /** @param address that of the hub's own server; the host is its domain unless another one is set */
    HubSettings(Settings settings, SettingFiles files, Home home, Optional<MailAddress> address) {
        this.settings = settings;
        this.files = files;
        this.home = home;
        this.address = address;
    }

    Supplier<MailService> service() throws IOException {
        Optional<String> host =
                settings.parsed(ConfigKey.HUB_HOST, Values::host).or(() -> address.map(MailAddress::domain));
        Optional<String> bind = settings.optional(ConfigKey.HUB_BIND, Values::ipAddress, EVERYWHERE);
        Optional<OptionalInt> smtps = port(ConfigKey.HUB_SMTPS_PORT, OptionalInt.of(SUBMISSIONS));
        Optional<OptionalInt> pop3s = port(ConfigKey.HUB_POP3S_PORT, OptionalInt.of(POP3S));
        Optional<OptionalInt> submission = port(ConfigKey.HUB_SUBMISSION_PORT, OptionalInt.empty());
        Optional<OptionalInt> smtp = port(ConfigKey.HUB_SMTP_PORT, OptionalInt.empty());
        Optional<Path> certificate = file(ConfigKey.HUB_CERTIFICATE, home.certificate());
        Optional<Path> key = file(ConfigKey.HUB_KEY, home.certificateKey());
        if (certificate.isPresent()) {
            files.requireOurs(certificate.get());
        }
        if (key.isPresent()) {
            files.requirePrivate(key.get(), "the file holds the key of the hub's certificate and");
        }
        Optional<List<InetSocketAddress>> nameServers =
                settings.optional(ConfigKey.HUB_NAME_SERVERS, Values::nameServers, List.of());
        Optional<Long> quota = settings.optional(ConfigKey.HUB_QUOTA, Values::quota, QUOTA);
        Optional<Duration> retention = settings.optional(ConfigKey.HUB_RETENTION, Values::retention, RETENTION);
        return () -> new MailService(
                host.orElseThrow(),
                bind.orElseThrow(),
                smtps.orElseThrow(),
                pop3s.orElseThrow(),
                submission.orElseThrow(),
                smtp.orElseThrow(),
                certificate.orElseThrow(),
                key.orElseThrow(),
                nameServers.orElseThrow(),
                quota.orElseThrow(),
                retention.orElseThrow());
    }

    /** Only a hub has them. */
    void refuse() {
        Stream.of(ConfigKey.values())
                .filter(key -> key.property().startsWith("mailshell.hub."))
                .filter(settings::isSet)
                .forEach(key -> settings.wrong(key, "the role is not hub", "remove it, or write mailshell.role=hub"));
    }

    private Optional<OptionalInt> port(ConfigKey key, OptionalInt otherwise) {
        return settings.optional(key, Values::listeningPort, otherwise);
    }

    private Optional<Path> file(ConfigKey key, Path usual) {
        if (settings.isSet(key)) {
            return files.file(key);
        }
        if (!Files.isRegularFile(usual)) {
            settings.missing(key);
            return Optional.empty();
        }
        return Optional.of(usual);
    }
}
