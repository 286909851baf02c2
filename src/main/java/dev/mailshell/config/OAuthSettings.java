package dev.mailshell.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads how tokens are got, where they are the login. What it returns can be built once there are no problems. */
final class OAuthSettings {

    private static final List<ConfigKey> KEYS = List.of(
            ConfigKey.OAUTH_CLIENT_ID,
            ConfigKey.OAUTH_CLIENT_SECRET,
            ConfigKey.OAUTH_TENANT,
            ConfigKey.OAUTH_TOKEN_URL,
            ConfigKey.OAUTH_DEVICE_URL,
            ConfigKey.OAUTH_AUTHORIZE_URL,
            ConfigKey.OAUTH_SCOPE,
            ConfigKey.OAUTH_MECHANISM);

    private final Settings settings;
    private final Optional<Provider> provider;
    private final Optional<LoginMethod> method;

    /** @param method empty if it was wrong */
    OAuthSettings(Settings settings, Optional<Provider> provider, Optional<LoginMethod> method) {
        this.settings = settings;
        this.provider = provider;
        this.method = method;
    }

    Supplier<Optional<OAuthClient>> client() {
        if (method.isEmpty() || provider.isEmpty()) {
            // That is a problem already, and what is needed depends on it.
            return Optional::empty;
        }
        if (!method.get().byToken()) {
            refuse();
            return Optional::empty;
        }
        Supplier<OAuthClient> client = client(method.get() == LoginMethod.OAUTH_APP);
        return () -> Optional.of(client.get());
    }

    private void refuse() {
        KEYS.stream()
                .filter(settings::isSet)
                .findFirst()
                .ifPresent(key -> settings.wrong(
                        key,
                        "mailshell.login is " + method.get() + ", expected oauth or oauth-app",
                        "write mailshell.login=oauth, or remove all mailshell.oauth settings"));
    }

    private Supplier<OAuthClient> client(boolean application) {
        OAuthEndpoints known = endpoints(application);
        Optional<String> id = settings.required(ConfigKey.OAUTH_CLIENT_ID, Values::clientId);
        Optional<Secret> secret = secret(application);
        Optional<URI> token = url(ConfigKey.OAUTH_TOKEN_URL, known.token());
        Optional<URI> device = url(ConfigKey.OAUTH_DEVICE_URL, known.device());
        Optional<URI> authorize = url(ConfigKey.OAUTH_AUTHORIZE_URL, known.authorize());
        Optional<String> scope =
                settings.parsed(ConfigKey.OAUTH_SCOPE, Values::scope).or(known::scope);
        Optional<TokenMechanism> mechanism = settings.optional(
                ConfigKey.OAUTH_MECHANISM,
                value -> Values.constant(TokenMechanism.class, value),
                TokenMechanism.XOAUTH2);
        require(ConfigKey.OAUTH_TOKEN_URL, token);
        require(ConfigKey.OAUTH_SCOPE, scope);
        if (!application && authorize.isEmpty()) {
            require(ConfigKey.OAUTH_DEVICE_URL, device);
        }
        return () -> new OAuthClient(
                application,
                id.orElseThrow(),
                secret,
                token.orElseThrow(),
                device,
                authorize,
                scope.orElseThrow(),
                mechanism.orElseThrow());
    }

    private OAuthEndpoints endpoints(boolean application) {
        Optional<String> tenant = settings.parsed(ConfigKey.OAUTH_TENANT, Values::tenant);
        boolean hasTenants = provider.equals(Optional.of(Provider.MICROSOFT365));
        if (settings.isSet(ConfigKey.OAUTH_TENANT) && !hasTenants) {
            settings.wrong(
                    ConfigKey.OAUTH_TENANT,
                    "the provider is " + provider.get() + ", expected microsoft365",
                    "remove it: no other provider has tenants");
        } else if (hasTenants && application && !settings.isSet(ConfigKey.OAUTH_TOKEN_URL)) {
            require(ConfigKey.OAUTH_TENANT, tenant);
        }
        return OAuthEndpoints.of(provider.get(), method.get(), tenant);
    }

    private Optional<Secret> secret(boolean needed) {
        if (needed && !settings.isSet(ConfigKey.OAUTH_CLIENT_SECRET)) {
            settings.wrong(
                    ConfigKey.OAUTH_CLIENT_SECRET,
                    "nothing is set, expected the secret of the application",
                    "set MAILSHELL_OAUTH_CLIENT_SECRET, or mailshell.oauth.client-secret (mode 0600)");
        }
        return settings.parsed(ConfigKey.OAUTH_CLIENT_SECRET, Values::secret);
    }

    private Optional<URI> url(ConfigKey key, Optional<URI> preset) {
        return settings.parsed(key, Values::secureUrl).or(() -> preset);
    }

    /** A value that is wrong is a problem already. */
    private void require(ConfigKey key, Optional<?> value) {
        if (value.isEmpty() && !settings.isSet(key)) {
            settings.missing(key);
        }
    }
}
