package dev.mailshell.cli;

import dev.mailshell.cli.ErrorTable.Row;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the errors of the tables are provoked: for each row a copy of the homes of web1, a server, and of alice and bob, its clients. */
final class ErrorScene {

    private final Path original;
    private final Path copies;

    ErrorScene(Path directory) throws Exception {
        this.original = Files.createDirectory(directory.resolve("original"));
        this.copies = Files.createDirectory(directory.resolve("copies"));
        TestHomes.create(
                original, List.of(identity("web1")), List.of(identity("alice"), identity("bob")), KeyAlgorithm.EC);
        Path apart = Files.createDirectory(directory.resolve("apart"));
        TestHomes.createAtHub(apart, identity("hub"), List.of(), List.of(identity("carol")));
        Files.move(apart.resolve("hub"), original.resolve("hub"));
        for (String name : List.of("web1", "alice", "bob")) {
            Path home = original.resolve(name);
            Path settings = home.resolve("mailshell.properties");
            // Where nobody listens.
            Files.writeString(
                    settings,
                    Files.readString(settings)
                            .replaceAll(
                                    "(?m)^(mailshell\\.(imap|smtp)\\.host)=.*", "$1=127.0.0.1\nmailshell.$2.port=1"));
            Files.writeString(home.resolve("password"), "secret\n");
            Files.setPosixFilePermissions(home.resolve("password"), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
    }

    /** In a row, {@code HOMES} is where the copies of the homes are, and an underscore in a call a blank. */
    Cli run(Row row) throws Exception {
        Path homes = copy();
        try {
            return run(row, homes);
        } finally {
            delete(homes);
        }
    }

    private static Cli run(Row row, Path homes) throws IOException {
        Map<String, String> environment = new HashMap<>();
        Optional<String> answer = Optional.empty();
        Instant now = Clock.systemUTC().instant();
        for (String given : row.given()) {
            String[] words = placed(given, homes).split(" ", 2);
            switch (words[0]) {
                case "env" -> environment.put(words[1].split("=", 2)[0], words[1].split("=", 2)[1]);
                case "answer" -> answer = Optional.of(words[1]);
                case "call" -> Cli.run(environment, now, words(words[1]));
                default -> change(homes, words[0], words[1]);
            }
        }
        return said(Cli.run(environment, now, answer, words(placed(row.how(), homes))), homes);
    }

    private static Cli said(Cli cli, Path homes) {
        return new Cli(cli.exitCode(), cli.out(), cli.err().replace(homes.toString(), "HOMES"));
    }

    private static String[] words(String call) {
        return call.isBlank()
                ? new String[0]
                : Stream.of(call.strip().split(" "))
                        .map(word -> word.replace("_", " "))
                        .toArray(String[]::new);
    }

    private static String placed(String text, Path homes) {
        return text.replace("HOMES", homes.toString());
    }

    private static void change(Path homes, String how, String what) throws IOException {
        String[] words = what.split(" ", 2);
        Path file = homes.resolve(words[0]);
        switch (how) {
            case "write" -> write(file, words[1].translateEscapes());
            case "append" -> Files.writeString(file, words[1].translateEscapes(), StandardOpenOption.APPEND);
            case "bytes" -> Files.write(file, words[1].translateEscapes().getBytes(StandardCharsets.ISO_8859_1));
            case "copy" -> {
                Files.createDirectories(homes.resolve(words[1]).getParent());
                Files.copy(
                        file,
                        homes.resolve(words[1]),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
            case "folder" -> Files.createDirectories(homes.resolve(what));
            case "delete" -> delete(homes.resolve(what));
            case "mode" ->
                Files.setPosixFilePermissions(homes.resolve(words[1]), PosixFilePermissions.fromString(words[0]));
            default -> throw new IllegalArgumentException("given " + how);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> below = Files.walk(path)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Keeps modes. */
    private Path copy() throws IOException {
        Path copy = Files.createTempDirectory(copies, "row");
        try (Stream<Path> below = Files.walk(original)) {
            for (Path each : below.toList()) {
                Path target = copy.resolve(original.relativize(each).toString());
                if (!target.equals(copy)) {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    /** What a shell command says that has a copy of the launcher, {@code ./mailshell}, in an empty folder. */
    String script(Row row) throws Exception {
        Path folder = Files.createTempDirectory(copies, "script");
        Files.copy(ErrorSites.LAUNCHER, folder.resolve("mailshell"), StandardCopyOption.COPY_ATTRIBUTES);
        Process process = new ProcessBuilder("bash", "-c", row.how())
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != ExitCode.FAILURE) {
            throw new AssertionError("exit code " + process.exitValue() + ": " + err);
        }
        delete(folder);
        return err.replace(folder.toString(), "FOLDER");
    }
}
