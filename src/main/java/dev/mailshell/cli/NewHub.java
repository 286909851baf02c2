package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.HomeTemplate;
import dev.mailshell.config.Role;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.PasswordHash;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Identity;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A new hub, at which the other parties of new homes have their mailboxes.
 *
 * @param identity of the server in its process
 * @param host what its certificate names, and where the others find it
 */
record NewHub(Identity identity, String host, Clock clock, SecureRandom random) {

    private static final String CA_FILE = "hub-ca.pem";
    /** Longer than keys: a new certificate would have to be carried to every home. */
    private static final Duration LIFETIME = Duration.ofDays(5 * 365);

    /** The {@code mailshell.properties} of a party. */
    String settings(HomeTemplate template, Role role, Identity owner) throws IOException {
        return role == Role.HUB ? template.hubProperties(owner, host) : template.properties(role, owner, host, CA_FILE);
    }

    /**
     * Writes the certificate of the hub, and gives each of the others a mailbox, its password, and the authority that it knows the hub by. The key of that authority
     * is written nowhere.
     *
     * @param others their homes and addresses
     */
    void write(Home hub, Map<Home, MailAddress> others) throws ConfigFailure, IOException {
        ThrowAwayCa authority = writeCertificate(hub);
        UsersFile users = new UsersFile(hub);
        for (Map.Entry<Home, MailAddress> other : others.entrySet()) {
            String password = PasswordOptions.random(random);
            Path home = other.getKey().directory();
            PrivateFile.write(home.resolve("password"), password + "\n");
            users.add(new Account(other.getValue(), OptionalLong.empty()), PasswordHash.of(password, random));
            writeAuthority(authority, home);
        }
    }

    private ThrowAwayCa writeCertificate(Home hub) throws IOException {
        try {
            ThrowAwayCa authority = new ThrowAwayCa(clock, LIFETIME);
            authority.writeServer(hub.certificateKey(), hub.certificate(), host);
            return authority;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of the hub cannot be made", e);
        }
    }

    private static void writeAuthority(ThrowAwayCa authority, Path home) throws IOException {
        try {
            authority.writeCertificate(home.resolve(CA_FILE));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of the hub's authority cannot be written", e);
        }
    }
}
