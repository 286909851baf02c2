package dev.mailshell.config;

import dev.mailshell.crypto.FileOwners;
import dev.mailshell.filter.Filters;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads and checks one home. */
final class ConfigLoader {

    /** Routes name folders of the home in URIs and expressions. */
    private static final String UNSAFE_IN_ROUTES = "?%#&${}";

    private static final long DEFAULT_MAX_MAIL = 10_000_000;

    private final Home home;
    private final Problems problems = new Problems();
    private final FileModes modes;

    /** @param owners who may own what is in the home */
    ConfigLoader(Home home, FileOwners owners) {
        this.home = home;
        this.modes = new FileModes(home.directory(), owners, problems);
    }

    MailshellConfig load(Map<String, String> environment) throws ConfigFailure, IOException {
        Settings settings = settings(environment);
        SettingFiles files = new SettingFiles(home, settings, modes, ServiceCredentials.of(environment));
        HomeFolders folders = new HomeFolders(home, modes);
        Supplier<MailshellConfig> config = config(settings, files, folders);
        problems.throwIfAny();
        return config.get();
    }

    Owner owner(Map<String, String> environment) throws ConfigFailure, IOException {
        Settings settings = settings(environment);
        SettingFiles files = new SettingFiles(home, settings, modes, ServiceCredentials.of(environment));
        Supplier<Owner> owner = owner(settings, address(settings), files.keyPassphrase());
        problems.throwIfAny();
        return owner.get();
    }

    private Settings settings(Map<String, String> environment) throws ConfigFailure, IOException {
        requireHome();
        return new Settings(new SettingSources(home, modes, problems).read(environment), problems);
    }

    private void requireHome() throws ConfigFailure {
        if (mayNotBeSeen(home.properties())) {
            problems.add(
                    home.directory().toString(),
                    "the home cannot be read by this user",
                    "run this as the owner of the folder, or have it given to this user with chown");
        } else if (!Files.isRegularFile(home.properties())) {
            problems.add(
                    home.directory().toString(),
                    "the folder is not a home: it has no mailshell.properties",
                    "name a home with --home DIR or MAILSHELL_HOME, or make one with mailshell keys init");
        }
        String path = home.directory().toString();
        if (path.chars().anyMatch(c -> UNSAFE_IN_ROUTES.indexOf(c) >= 0)) {
            problems.add(
                    path,
                    "the path of the home has a character that means something in a route (one of " + UNSAFE_IN_ROUTES
                            + ")",
                    "move the home to a path without it");
        }
        problems.throwIfAny();
    }

    /** Neither there nor not there: a folder on the way to it may not be entered. */
    private static boolean mayNotBeSeen(Path file) {
        return !Files.exists(file) && !Files.notExists(file);
    }

    private static Optional<MailAddress> address(Settings settings) {
        return settings.required(ConfigKey.ADDRESS, MailAddress::new);
    }

    private static Supplier<Owner> owner(
            Settings settings, Optional<MailAddress> address, Optional<Secret> keyPassphrase) {
        Optional<IdentityName> name = settings.required(ConfigKey.NAME, IdentityName::new);
        Optional<Role> role = settings.required(ConfigKey.ROLE, value -> Values.constant(Role.class, value));
        return () ->
                new Owner(role.orElseThrow(), new Identity(name.orElseThrow(), address.orElseThrow()), keyPassphrase);
    }

    /** Reads everything before anything is built, so that all problems are known. */
    private Supplier<MailshellConfig> config(Settings settings, SettingFiles files, HomeFolders folders)
            throws IOException {
        Optional<MailAddress> address = address(settings);
        Supplier<Owner> owner = owner(settings, address, files.keyPassphrase());
        Optional<Provider> provider =
                settings.optional(ConfigKey.PROVIDER, value -> Values.constant(Provider.class, value), Provider.CUSTOM);
        Optional<LoginMethod> login = settings.optional(
                ConfigKey.LOGIN,
                value -> Values.constant(LoginMethod.class, value),
                provider.map(Provider::login).orElse(LoginMethod.PASSWORD));
        AccountSettings account = new AccountSettings(settings, address, provider, login);
        Supplier<Optional<OAuthClient>> oauth = new OAuthSettings(settings, provider, login).client();
        LoginFiles proofs = new LoginFiles(settings, files, login);
        Supplier<Optional<KerberosClient>> kerberos = proofs.kerberos();
        Supplier<Optional<ClientCertificate>> clientCertificate = proofs.certificate();
        ReceptionSettings receiving = new ReceptionSettings(account, new HubSettings(settings, files, home, address));
        SubmissionSettings submitting = new SubmissionSettings(account);
        Optional<Secret> password = files.password(Stream.concat(receiving.password(), submitting.password()));
        Supplier<? extends Reception> reception = receiving.reception(password);
        Supplier<Optional<Submission>> smtp = submitting.submission(password);
        Optional<Duration> mailTimeout =
                settings.optional(ConfigKey.MAIL_TIMEOUT, Values::mailTimeout, Duration.ofMinutes(1));
        Optional<Path> caFile = files.authorities();
        Path routes = files.routes().orElse(home.routes());
        Optional<Path> ledger = new LedgerPlace(home, settings).database();
        folders.check(routes, ledger.orElse(home.database()).getParent());
        Optional<Long> maxMail = settings.optional(ConfigKey.MAX_MAIL, Values::mailSize, DEFAULT_MAX_MAIL);
        Optional<LogContent> logContent = settings.optional(
                ConfigKey.LOG_CONTENT, value -> Values.constant(LogContent.class, value), LogContent.NONE);
        Optional<LogFormat> logFormat = settings.optional(
                ConfigKey.LOG_FORMAT, value -> Values.constant(LogFormat.class, value), LogFormat.TEXT);
        Supplier<Optional<Management>> management = new ManagementSettings(settings).management();
        Supplier<Filters> filters = new FilterSettings(settings).filters();
        return () -> new MailshellConfig(
                home,
                owner.get().role(),
                owner.get().identity(),
                owner.get().keyPassphrase(),
                provider.orElseThrow(),
                oauth.get(),
                kerberos.get(),
                clientCertificate.get(),
                reception.get(),
                smtp.get(),
                mailTimeout.orElseThrow(),
                caFile,
                routes,
                ledger.orElseThrow(),
                maxMail.orElseThrow(),
                logContent.orElseThrow(),
                logFormat.orElseThrow(),
                management.get(),
                filters.get());
    }
}
