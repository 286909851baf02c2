package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static dev.mailshell.config.TestHome.pop3;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting can be written in each place, and arrives where it is used. */
class SettingSourcesTest {

    /** Where a setting can be written. */
    enum Source {
        PROPERTIES,
        DOT_ENV,
        ENVIRONMENT
    }

    /**
     * A value that is not the default, and what becomes of it.
     *
     * @param files by name, what the home holds for it
     */
    private record Sample(
            String value, Function<MailshellConfig, Object> read, Object expected, Map<String, String> files) {

        static Sample of(String value, Function<MailshellConfig, Object> read) {
            return new Sample(value, config -> read.apply(config).toString(), value, Map.of());
        }

        Sample becoming(Object what) {
            return new Sample(value, read, what, files);
        }

        Sample file(String name, String content) {
            return new Sample(value, read, expected, Map.of(name, content));
        }
    }

    /** The least that a home needs. */
    private static final Map<ConfigKey, String> COMPLETE = Map.of(
            ConfigKey.NAME, "web1",
            ConfigKey.ROLE, "server",
            ConfigKey.ADDRESS, "web1@mail.test",
            ConfigKey.IMAP_HOST, "imap.mail.test",
            ConfigKey.SMTP_HOST, "smtp.mail.test",
            ConfigKey.IMAP_PASSWORD, "s3cret",
            ConfigKey.SMTP_PASSWORD, "s3cret");

    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(directory.resolve("home"));
        home.create(Role.SERVER);
    }

    @Test
    void explainsEachSettingInTheFileOfANewHome() throws Exception {
        String template = Files.readString(Path.of("keys-template", "mailshell.properties"));

        assertThat(ConfigKey.values()).allSatisfy(key -> assertThat(template)
                .containsPattern("(?m)^#?" + Pattern.quote(key.property() + "=")));
        assertThat(LoginMethod.values())
                .allSatisfy(method -> assertThat(template).containsPattern("(?m)^# .*\\b" + method + "\\b"));
    }

    static Stream<Arguments> settingsAndSources() {
        return Stream.of(ConfigKey.values())
                .flatMap(key -> Stream.of(Source.values()).map(source -> Arguments.of(key, source)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("settingsAndSources")
    void readsEachSettingFromEachSource(ConfigKey key, Source source) throws Exception {
        Sample sample = sample(key);
        for (Map.Entry<String, String> file : sample.files().entrySet()) {
            write(home.directory().resolve(file.getKey()), file.getValue());
        }
        Map<ConfigKey, String> inFile = new EnumMap<>(COMPLETE);
        if (key.property().startsWith("mailshell.pop3.")) {
            inFile.remove(ConfigKey.IMAP_HOST);
            inFile.remove(ConfigKey.IMAP_PASSWORD);
            inFile.put(ConfigKey.POP3_HOST, "pop.mail.test");
            inFile.put(ConfigKey.POP3_PASSWORD, "s3cret");
        }
        if (key.property().startsWith("mailshell.hub.")) {
            inFile.keySet().removeIf(one -> one.property().startsWith("mailshell.imap."));
            inFile.put(ConfigKey.ROLE, "hub");
            new TestHome(home).makeCertificate();
        }
        if (key.property().startsWith("mailshell.management.")) {
            inFile.put(ConfigKey.MANAGEMENT_PORT, "9876");
        }
        if (key == ConfigKey.MANAGEMENT_BEYOND_LOOPBACK) {
            inFile.put(ConfigKey.MANAGEMENT_BIND, "192.0.2.1");
        }
        if (key == ConfigKey.LOGIN || key.property().startsWith("mailshell.oauth.")) {
            inFile.put(ConfigKey.PROVIDER, "microsoft365");
            inFile.put(ConfigKey.OAUTH_CLIENT_ID, "id");
            inFile.put(ConfigKey.OAUTH_CLIENT_SECRET, "s3cret");
            inFile.put(ConfigKey.OAUTH_TENANT, "mail.test");
        }
        if (key.property().startsWith("mailshell.kerberos.")) {
            write(home.directory().resolve("keytab"), "");
            inFile.put(ConfigKey.LOGIN, "kerberos");
            inFile.put(ConfigKey.KERBEROS_PRINCIPAL, "web1@MAIL.TEST");
            inFile.put(ConfigKey.KERBEROS_KEYTAB, "keytab");
        }
        if (key.property().startsWith("mailshell.tls.client-")) {
            write(home.directory().resolve("client.pem"), "");
            inFile.put(ConfigKey.LOGIN, "certificate");
            inFile.put(ConfigKey.TLS_CLIENT_CERTIFICATE, "client.pem");
            inFile.put(ConfigKey.TLS_CLIENT_KEY, "client.pem");
        }
        inFile.remove(key);
        if (key == ConfigKey.PASSWORD_FILE) {
            inFile.remove(ConfigKey.IMAP_PASSWORD);
        }
        if (key == ConfigKey.FILTER_AUTHSERV_ID) {
            inFile.put(ConfigKey.FILTER_AUTHENTICATION, "spf");
        }
        if (key == ConfigKey.FILTER_AUTHENTICATION) {
            inFile.put(ConfigKey.FILTER_AUTHSERV_ID, "mx.mail.test");
        }
        Map<String, String> environment = new HashMap<>();
        switch (source) {
            case PROPERTIES -> inFile.put(key, sample.value());
            case DOT_ENV -> write(home.dotEnv(), key.variable() + "=" + sample.value() + "\n");
            case ENVIRONMENT -> environment.put(key.variable(), sample.value());
        }
        write(home.properties(), lines(inFile));

        MailshellConfig config = MailshellConfig.load(home, environment);

        assertThat(sample.read().apply(config)).isEqualTo(sample.expected());
    }

    private static SendingLimits limits(MailshellConfig config) {
        return config.smtp().orElseThrow().limits();
    }

    private Sample sample(ConfigKey key) {
        return switch (key) {
            case NAME -> Sample.of("db1", config -> config.identity().name());
            case ROLE -> Sample.of("client", MailshellConfig::role);
            case ADDRESS ->
                Sample.of("other@mail.test", config -> config.identity().address());
            case PROVIDER -> Sample.of("fastmail", MailshellConfig::provider);
            case IMAP_HOST -> Sample.of("other.test", config -> imap(config).host());
            case IMAP_PORT -> Sample.of("1993", config -> imap(config).port());
            case IMAP_USER -> Sample.of("other", config -> imap(config).user());
            case IMAP_PASSWORD ->
                Sample.of(
                        "0ther", config -> imap(config).password().orElseThrow().reveal());
            case IMAP_FOLDER -> Sample.of("Commands", config -> imap(config).folder());
            case IMAP_RECEIVED -> Sample.of("Old", config -> imap(config).received());
            case IMAP_JUNK_FOLDER ->
                Sample.of("Junk", config -> imap(config).junkFolder().orElseThrow());
            case IMAP_JUNK_POLL ->
                Sample.of("10m", config -> imap(config).junkPoll()).becoming("PT10M");
            case IMAP_PUSH -> Sample.of("off", config -> imap(config).push());
            case IMAP_POLL -> Sample.of("10s", config -> imap(config).poll()).becoming("PT10S");
            case POP3_HOST -> Sample.of("other.test", config -> pop3(config).host());
            case POP3_PORT -> Sample.of("1995", config -> pop3(config).port());
            case POP3_USER -> Sample.of("other", config -> pop3(config).user());
            case POP3_PASSWORD ->
                Sample.of("0ther", config -> pop3(config).password().reveal());
            case POP3_POLL -> Sample.of("10s", config -> pop3(config).poll()).becoming("PT10S");
            case SMTP_HOST ->
                Sample.of("other.test", config -> config.smtp().orElseThrow().host());
            case SMTP_PORT ->
                Sample.of("1465", config -> config.smtp().orElseThrow().port());
            case SMTP_USER ->
                Sample.of("other", config -> config.smtp().orElseThrow().user());
            case SMTP_PASSWORD ->
                Sample.of("0ther", config -> config.smtp()
                        .orElseThrow()
                        .password()
                        .orElseThrow()
                        .reveal());
            case SMTP_STARTTLS ->
                Sample.of("true", config -> config.smtp().orElseThrow().startTls());
            case SMTP_PER_DAY ->
                Sample.of("77", config -> limits(config).perDay().orElseThrow());
            case SMTP_PER_MINUTE ->
                Sample.of("7", config -> limits(config).perMinute().orElseThrow());
            case HUB_HOST -> ofHub("other.test", MailService::host);
            case HUB_BIND -> ofHub("127.0.0.2", MailService::bind);
            case HUB_SMTPS_PORT -> ofHub("1465", service -> service.smtps().orElseThrow());
            case HUB_POP3S_PORT -> ofHub("1995", service -> service.pop3s().orElseThrow());
            case HUB_SUBMISSION_PORT ->
                ofHub("1587", service -> service.submission().orElseThrow());
            case HUB_SMTP_PORT -> ofHub("1025", service -> service.smtp().orElseThrow());
            case HUB_CERTIFICATE ->
                ofHub("other.pem", MailService::certificate)
                        .becoming(inHome("other.pem"))
                        .file("other.pem", "");
            case HUB_KEY ->
                ofHub("other.key", MailService::key)
                        .becoming(inHome("other.key"))
                        .file("other.key", "");
            case HUB_NAME_SERVERS ->
                ofHub("127.0.0.1:53, [::1]:5353", MailService::nameServers)
                        .becoming("[/127.0.0.1:53, /[0:0:0:0:0:0:0:1]:5353]");
            case HUB_QUOTA -> ofHub("1MiB", MailService::quota).becoming("1048576");
            case HUB_RETENTION -> ofHub("1h", MailService::retention).becoming("PT1H");
            case MAIL_TIMEOUT -> Sample.of("10s", MailshellConfig::mailTimeout).becoming("PT10S");
            case LOGIN ->
                Sample.of("oauth-app", config -> config.oauth().orElseThrow().application() ? "oauth-app" : "");
            case OAUTH_CLIENT_ID -> ofClient("other", OAuthClient::clientId);
            case OAUTH_CLIENT_SECRET ->
                ofClient("0ther", client -> client.clientSecret().orElseThrow().reveal());
            case OAUTH_TENANT ->
                ofClient("example.org", OAuthClient::tokenUrl)
                        .becoming("https://login.microsoftonline.com/example.org/oauth2/v2.0/token");
            case OAUTH_TOKEN_URL -> ofClient("https://other.test/token", OAuthClient::tokenUrl);
            case OAUTH_DEVICE_URL ->
                ofClient("https://other.test/device", client -> client.deviceUrl()
                        .orElseThrow());
            case OAUTH_AUTHORIZE_URL ->
                ofClient("https://other.test/go?a=b", client -> client.authorizeUrl()
                        .orElseThrow());
            case OAUTH_SCOPE -> ofClient("mail more", OAuthClient::scope);
            case OAUTH_MECHANISM -> ofClient("oauthbearer", OAuthClient::mechanism);
            case KERBEROS_PRINCIPAL ->
                Sample.of(
                        "web1/host@MAIL.TEST",
                        config -> config.kerberos().orElseThrow().principal());
            case KERBEROS_KEYTAB ->
                Sample.of("other", config -> config.kerberos().orElseThrow().keytab())
                        .becoming(inHome("other"))
                        .file("other", "");
            case TLS_CLIENT_CERTIFICATE ->
                Sample.of("other", config -> config.clientCertificate()
                                .orElseThrow()
                                .certificates())
                        .becoming(inHome("other"))
                        .file("other", "");
            case TLS_CLIENT_KEY ->
                Sample.of("other", config -> config.clientCertificate()
                                .orElseThrow()
                                .key())
                        .becoming(inHome("other"))
                        .file("other", "");
            case TLS_CA_FILE ->
                Sample.of("ca.pem", config -> config.caFile().orElseThrow())
                        .becoming(inHome("ca.pem"))
                        .file("ca.pem", "");
            case PASSWORD_FILE ->
                Sample.of(
                                "password",
                                config -> imap(config).password().orElseThrow().reveal())
                        .becoming("0ther")
                        .file("password", "0ther");
            case KEY_PASSPHRASE ->
                Sample.of(
                        "correct horse",
                        config -> config.keyPassphrase().orElseThrow().reveal());
            case KEY_PASSPHRASE_FILE ->
                Sample.of(
                                "passphrase",
                                config -> config.keyPassphrase().orElseThrow().reveal())
                        .becoming("correct horse")
                        .file("passphrase", "correct horse");
            case LOG_CONTENT -> Sample.of("full", MailshellConfig::logContent);
            case LOG_FORMAT -> Sample.of("json", MailshellConfig::logFormat);
            case MANAGEMENT_PORT ->
                Sample.of("1234", config -> config.management().orElseThrow().port());
            case MANAGEMENT_BIND ->
                Sample.of(
                        "127.0.0.2", config -> config.management().orElseThrow().bind());
            case MANAGEMENT_BEYOND_LOOPBACK ->
                Sample.of("true", config -> config.management().orElseThrow().bind())
                        .becoming("192.0.2.1");
            case LEDGER_URL ->
                Sample.of("jdbc:sqlite:ledger/web1.db", MailshellConfig::ledger).becoming(inHome("ledger/web1.db"));
            case MAX_MAIL -> Sample.of("1MiB", MailshellConfig::maxMail).becoming("1048576");
            case FILTER_SENDERS ->
                Sample.of("*@mail.test", config -> config.filters().senders().orElseThrow())
                        .becoming("SenderList[clients=false, addresses=[], domains=[mail.test]]");
            case FILTER_SUBJECT ->
                Sample.of("Mail.*", config -> config.filters().subject().orElseThrow());
            case FILTER_RATE ->
                Sample.of("60/min", config -> config.filters().rate().orElseThrow());
            case FILTER_AUTHSERV_ID ->
                Sample.of(
                        "mx.mail.test",
                        config ->
                                config.filters().authentication().orElseThrow().authservId());
            case FILTER_AUTHENTICATION ->
                Sample.of("dmarc", config -> config.filters()
                                .authentication()
                                .orElseThrow()
                                .methods())
                        .becoming("[dmarc]");
            case ROUTES ->
                Sample.of(directory.toString(), MailshellConfig::routes).file("../a.camel.yaml", "");
        };
    }

    private static Sample ofClient(String value, Function<OAuthClient, Object> read) {
        return Sample.of(value, config -> read.apply(config.oauth().orElseThrow()));
    }

    private static Sample ofHub(String value, Function<MailService, Object> read) {
        return Sample.of(value, config -> read.apply(((OwnStore) config.reception()).service()));
    }

    private String inHome(String name) {
        return home.directory().resolve(name).toString();
    }

    private static String lines(Map<ConfigKey, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey().property() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
