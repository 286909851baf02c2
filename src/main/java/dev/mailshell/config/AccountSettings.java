package dev.mailshell.config;

import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** What the accounts of a party at its mail servers have in common. */
final class AccountSettings {

    private final Settings settings;
    private final Optional<MailAddress> address;
    private final Optional<Provider> provider;
    private final Optional<LoginMethod> login;

    /**
     * @param address the login unless another one is set
     * @param provider whose hosts are used unless others are set; empty if it was wrong
     * @param login how all accounts are logged in to; empty if it was wrong
     */
    AccountSettings(
            Settings settings,
            Optional<MailAddress> address,
            Optional<Provider> provider,
            Optional<LoginMethod> login) {
        this.settings = settings;
        this.address = address;
        this.provider = provider;
        this.login = login;
    }

    Settings settings() {
        return settings;
    }

    boolean ofHub() {
        return settings.is(ConfigKey.ROLE, Role.HUB.toString());
    }

    Optional<Provider> provider() {
        return provider;
    }

    /** @param preset that of the provider */
    Optional<String> host(ConfigKey key, Optional<String> preset) {
        // With an unknown provider there is one problem already; a missing host would only repeat it.
        if (!settings.isSet(key) && preset.isEmpty() && provider.isPresent()) {
            settings.missing(key);
        }
        return settings.parsed(key, Values::host).or(() -> preset);
    }

    /** Where the proof itself names the account, nothing else does. */
    Optional<String> user(ConfigKey key) {
        if (settings.isSet(key) && login.filter(AccountSettings::namesAccount).isPresent()) {
            settings.wrong(
                    key,
                    "mailshell.login is " + login.get() + ", expected no user",
                    "remove it: the mail server takes the account from the ticket, or from the certificate");
        }
        return settings.parsed(key, Values::user).or(() -> address.map(MailAddress::value));
    }

    private static boolean namesAccount(LoginMethod login) {
        return login == LoginMethod.KERBEROS || login == LoginMethod.CERTIFICATE;
    }

    /** Whether something else than a password is the proof. */
    boolean withoutPassword() {
        return login.isPresent() && login.get() != LoginMethod.PASSWORD;
    }

    /**
     * Empty where something else takes its place.
     *
     * @param otherwise what the password file holds
     */
    Optional<Secret> password(ConfigKey key, Optional<Secret> otherwise) {
        if (withoutPassword()) {
            return Optional.empty();
        }
        if (!settings.isSet(key) && !settings.isSet(ConfigKey.PASSWORD_FILE)) {
            settings.missing(key);
        }
        return settings.parsed(key, Values::secret).or(() -> otherwise);
    }
}
