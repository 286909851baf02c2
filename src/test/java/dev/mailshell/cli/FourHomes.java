package dev.mailshell.cli;

import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The homes of web1, db1, alice and bob, as {@code keys init} makes them in the folder {@code homes} of a directory. */
record FourHomes(Path directory) {

    Cli init(String algorithm, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "keys",
                "init",
                "--dir",
                directory.resolve("homes").toString(),
                "--algorithm",
                algorithm,
                "--server",
                "web1=web1@mail.test",
                "--server",
                "db1=db1@mail.test",
                "--client",
                "alice=alice@mail.test",
                "--client",
                "bob=bob@mail.test"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    Keyring keyring(String name, Peers peers) {
        return new KeyringFolder(
                        directory.resolve("homes").resolve(name), new IdentityName(name), peers, Optional.empty())
                .get();
    }

    /** Each file and folder below {@code root}, after its permissions. */
    static List<String> tree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root))
                    .sorted()
                    .map(path -> mode(path) + " " + root.relativize(path))
                    .toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
