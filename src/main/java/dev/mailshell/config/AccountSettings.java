package dev.mailshell.config;

import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** What the accounts of a party at its mail servers have in common. */
final class AccountSettings {

    private final Settings settings;
    private final Optional<MailAddress> address;
    private final Optional<Provider> provider;

    /**
     * @param address the login unless another one is set
     * @param provider whose hosts are used unless others are set; empty if it was wrong
     */
    AccountSettings(Settings settings, Optional<MailAddress> address, Optional<Provider> provider) {
        this.settings = settings;
        this.address = address;
        this.provider = provider;
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

    Optional<String> user(ConfigKey key) {
        return settings.parsed(key, Values::user).or(() -> address.map(MailAddress::value));
    }

    /** @param otherwise what the password file holds */
    Optional<Secret> password(ConfigKey key, Optional<Secret> otherwise) {
        if (!settings.isSet(key) && !settings.isSet(ConfigKey.PASSWORD_FILE)) {
            settings.missing(key);
        }
        return settings.parsed(key, Values::secret).or(() -> otherwise);
    }
}
