package dev.mailshell.config;

import dev.mailshell.crypto.FileOwners;
import dev.mailshell.filter.Filters;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one home, complete and checked.
 *
 * @param home where everything is
 * @param role which half of the conversation this is
 * @param identity our own name and address
 * @param provider whose presets were used
 * @param keyPassphrase of our private keys; empty if none is set
 * @param oauth how the tokens are got that take the place of passwords; empty where passwords are used
 * @param kerberos whose tickets take the place of passwords; empty where none do
 * @param clientCertificate what we show in TLS in the place of passwords; empty where nothing is shown
 * @param reception where mail comes from; that of a {@link Role#HUB} is always its {@link OwnStore}, that of others never
 * @param smtp where mail is submitted; empty only if a {@link Role#HUB} has no other mail server to hand mail to
 * @param mailTimeout how long a mail server may say nothing before its connection is given up, 1 s to 1 min
 * @param caFile PEM certificates to trust instead of the system's; absolute; empty for the system's
 * @param routes the folder of routes that replace the built-in ones; absolute; need not exist unless it was named
 * @param ledger the SQLite file of a server's ledger; absolute; need not exist
 * @param maxMail the largest mail in either direction, in bytes, 64 KiB to 100 MiB
 * @param logContent what the logs of commands tell beside who, when and how it ended
 * @param logFormat how the lines of {@code mailshell.log} are written
 * @param management where health and measurements are told; empty for nowhere
 * @param filters what a server does not open; a client has none
 */
public record MailshellConfig(
        Home home,
        Role role,
        Identity identity,
        Optional<Secret> keyPassphrase,
        Provider provider,
        Optional<OAuthClient> oauth,
        Optional<KerberosClient> kerberos,
        Optional<ClientCertificate> clientCertificate,
        Reception reception,
        Optional<Submission> smtp,
        Duration mailTimeout,
        Optional<Path> caFile,
        Path routes,
        Path ledger,
        long maxMail,
        LogContent logContent,
        LogFormat logFormat,
        Optional<Management> management,
        Filters filters) {

    /**
     * Reads the settings: {@code environment} over {@code .env} over {@code mailshell.properties}.
     *
     * @param environment for example {@code MAILSHELL_IMAP_HOST} for {@code mailshell.imap.host}; other names are ignored
     * @throws ConfigFailure with everything that is wrong, modes and owners of files included
     * @throws IOException if a file cannot be read
     */
    public static MailshellConfig load(Home home, Map<String, String> environment) throws ConfigFailure, IOException {
        return new ConfigLoader(home, FileOwners.ours()).load(environment);
    }

    /**
     * The folders, without links in their paths, that hold what no command may see: the home first, then those that lie elsewhere, as that
     * of a ledger may, or one behind a link. Only such that are there.
     *
     * @throws IOException if the home is not there
     */
    public List<Path> privateFolders() throws IOException {
        Path real = home.directory().toRealPath();
        Set<Path> folders = new LinkedHashSet<>(List.of(real));
        List<Path> others = new ArrayList<>(home.folders());
        others.add(ledger.getParent());
        for (Path other : others) {
            if (Files.isDirectory(other) && !other.toRealPath().startsWith(real)) {
                folders.add(other.toRealPath());
            }
        }
        return List.copyOf(folders);
    }

    /**
     * The values of the {@code {{placeholders}}} in routes: each setting by its name, durations in milliseconds and sizes in
     * bytes, with {@code mailshell.home} and {@code mailshell.smtp.scheme} ({@code smtps} or {@code smtp}); none of
     * mail servers that are not used. It holds the passwords of the mailboxes: not for printing. The passphrase of the
     * keys, the filters, the management port and what tokens are got by are not among them.
     */
    public Map<String, String> placeholders() {
        return Placeholders.of(this);
    }
}
