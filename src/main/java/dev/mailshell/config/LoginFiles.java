package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads which files prove whose accounts they are, where no password does. What it returns can be built once there are no problems. */
final class LoginFiles {

    private static final List<ConfigKey> KERBEROS = List.of(ConfigKey.KERBEROS_PRINCIPAL, ConfigKey.KERBEROS_KEYTAB);
    private static final List<ConfigKey> CERTIFICATE =
            List.of(ConfigKey.TLS_CLIENT_CERTIFICATE, ConfigKey.TLS_CLIENT_KEY);

    private final Settings settings;
    private final SettingFiles files;
    private final Optional<LoginMethod> login;

    /** @param login empty if it was wrong */
    LoginFiles(Settings settings, SettingFiles files, Optional<LoginMethod> login) {
        this.settings = settings;
        this.files = files;
        this.login = login;
    }

    Supplier<Optional<KerberosClient>> kerberos() throws IOException {
        if (!wanted(LoginMethod.KERBEROS, KERBEROS)) {
            return Optional::empty;
        }
        Optional<String> principal = settings.required(ConfigKey.KERBEROS_PRINCIPAL, Values::principal);
        Optional<Path> keytab = secret(ConfigKey.KERBEROS_KEYTAB, "the file holds the keys of a principal and");
        return () -> Optional.of(new KerberosClient(principal.orElseThrow(), keytab.orElseThrow()));
    }

    Supplier<Optional<ClientCertificate>> certificate() throws IOException {
        if (!wanted(LoginMethod.CERTIFICATE, CERTIFICATE)) {
            return Optional::empty;
        }
        Optional<Path> certificates = required(ConfigKey.TLS_CLIENT_CERTIFICATE);
        if (certificates.isPresent()) {
            files.requireOurs(certificates.get());
        }
        Optional<Path> key = secret(ConfigKey.TLS_CLIENT_KEY, "the file holds a private key and");
        return () -> Optional.of(new ClientCertificate(certificates.orElseThrow(), key.orElseThrow()));
    }

    /** What is set and would not be used is a problem: somebody relies on it. */
    private boolean wanted(LoginMethod method, List<ConfigKey> keys) {
        if (login.isPresent() && login.get() != method) {
            keys.stream()
                    .filter(settings::isSet)
                    .findFirst()
                    .ifPresent(key -> settings.wrong(
                            key,
                            "mailshell.login is " + login.get() + ", expected " + method,
                            "write mailshell.login=" + method + ", or remove it"));
        }
        return login.equals(Optional.of(method));
    }

    private Optional<Path> required(ConfigKey key) {
        if (!settings.isSet(key)) {
            settings.missing(key);
        }
        return files.file(key);
    }

    private Optional<Path> secret(ConfigKey key, String why) throws IOException {
        Optional<Path> file = required(key);
        if (file.isPresent()) {
            files.requirePrivate(file.get(), why);
        }
        return file;
    }
}
