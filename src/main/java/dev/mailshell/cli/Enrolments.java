package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.OneTimeSecretFile;
import dev.mailshell.config.Owner;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.ledger.SqliteCodeHistories;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.policy.OneTimeSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The secrets and the memory of one-time codes in the home of one server, which may run meanwhile: it reads a secret anew for each
 * code, and the memory is for several processes.
 *
 * @param home of the server
 * @param server its name
 */
record Enrolments(Home home, IdentityName server) {

    static Enrolments of(Home home, Map<String, String> environment) throws CommandFailure, ConfigFailure, IOException {
        Owner owner = OwnedHome.ofServer(home, environment);
        return new Enrolments(home, owner.identity().name());
    }

    /** @throws CommandFailure if {@code name} is none */
    static IdentityName client(String name) throws CommandFailure {
        try {
            return new IdentityName(name);
        } catch (InvalidMessage e) {
            throw new CommandFailure(e.getMessage(), "mailshell keys list shows the clients", e);
        }
    }

    Path file(IdentityName client) {
        return home.totp().resolve(client.value());
    }

    boolean has(IdentityName client) {
        return Files.exists(file(client));
    }

    /** @throws CommandFailure if {@code client} is not enrolled */
    void require(IdentityName client) throws CommandFailure {
        if (!has(client)) {
            throw new CommandFailure(client + " is not enrolled", "mailshell totp status shows who is");
        }
    }

    /** In the order of their names; a file whose name is that of no client is not among them. */
    List<IdentityName> clients() throws IOException {
        if (!Files.isDirectory(home.totp())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.totp())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(IdentityName::fits)
                    .sorted()
                    .map(IdentityName::new)
                    .toList();
        }
    }

    String uri(IdentityName client, OneTimeSecret secret) {
        return OneTimeSecretFile.uri(server, client, secret);
    }

    /** In place of the one before. */
    void write(IdentityName client, OneTimeSecret secret) throws IOException {
        Files.createDirectories(
                home.totp(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] line = (uri(client, secret) + "\n").getBytes(StandardCharsets.US_ASCII);
        PrivateFile.publish(file(client), out -> out.write(line));
        PrivateFile.forceNames(home.totp());
    }

    /** The caller closes it. */
    CodeHistories histories() {
        return new SqliteCodeHistories(home.state());
    }
}
