package dev.mailshell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.config.Home;
import dev.mailshell.crypto.pgp.Gpg;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

    private static final String PASSPHRASE = "correct horse battery staple";

    @TempDir
    Path directory;

    private Path saved;
    private Path file;
    private Path restored;

    @BeforeEach
    void makeHomes() throws Exception {
        TestHomes.createAtHub(
                Files.createDirectory(directory.resolve("homes")),
                identity("hub"),
                List.of(identity("web1")),
                List.of(identity("alice")));
        saved = Files.createDirectory(directory.resolve("saved"));
        file = saved.resolve("home.backup");
        restored = directory.resolve("restored");
        write(directory.resolve("passphrase"), PASSPHRASE);
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@hub.test"));
    }

    private Home home(String name) {
        return new Home(directory.resolve("homes").resolve(name));
    }

    private static void write(Path path, String text) throws IOException {
        Files.createDirectories(
                path.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private Cli save(String name, String... more) {
        return run("backup", "--home", home(name).directory(), "--to", file, more);
    }

    private Cli restore(String... more) {
        return run("restore", "--home", restored, "--from", file, more);
    }

    private Cli run(String verb, String place, Path home, String option, Path backup, String[] more) {
        List<String> arguments = new ArrayList<>(List.of(
                verb,
                place,
                home.toString(),
                option,
                backup.toString(),
                "--passphrase-file",
                directory.resolve("passphrase").toString()));
        arguments.addAll(Arrays.asList(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    /** Mode and content of each file, and the mode of each folder, by its place. */
    private static Map<String, String> contents(Path home) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> walked = Files.walk(home)) {
            for (Path path : walked.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                contents.put(
                        home.relativize(path).toString(),
                        mode + (Files.isRegularFile(path) ? " " + Arrays.hashCode(Files.readAllBytes(path)) : ""));
            }
        }
        return contents;
    }

    private static void removeState(Map<String, String> contents) {
        Set<String> made = Set.of("state", "logs", "outbox", "sending");
        contents.keySet()
                .removeIf(name -> made.contains(Path.of(name).getName(0).toString()));
    }

    @Test
    void makesAHomeThatIsAsTheOldOneWas() throws Exception {
        for (String name : List.of("web1", "alice", "hub")) {
            Home home = home(name);
            write(home.directory().resolve("notes.txt"), "mine");
            Files.createDirectory(
                    home.directory().resolve("empty"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path script = Files.createFile(home.directory().resolve("run.sh"));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            write(home.logs().resolve("old.log"), "a line");

            Cli cli = save(name);
            assertThat(cli.exitCode()).as(cli.err()).isZero();
            assertThat(cli.err()).isEmpty();
            assertThat(cli.out())
                    .matches("saved: \\d+ files of the (server|client|hub) " + name + ", \\d+ bytes, in .*\n");
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(restore().exitCode()).isZero();

            Map<String, String> expected = contents(home.directory());
            Map<String, String> actual = contents(restored);
            removeState(expected);
            removeState(actual);
            expected.replaceAll((path, content) -> content.replaceFirst("^(...)......", "$1------"));
            assertThat(actual).isEqualTo(expected).containsKeys("notes.txt", "empty", "run.sh");
            assertThat(restored.resolve("logs/old.log")).doesNotExist();
            assertThat(Cli.run("keys", "list", "--home", restored.toString()).out())
                    .isEqualTo(
                            Cli.run("keys", "list", "--home", home.directory().toString())
                                    .out());
            Files.move(restored, directory.resolve(name + "-restored"));
            Files.move(file, directory.resolve(name + ".backup"));
        }
    }

    @Test
    void leavesOutWhatMustNotComeBack() throws Exception {
        Home alice = home("alice");
        write(alice.outbox().resolve("waits.cmd"), "@web1\nuptime\n");
        write(alice.replies().resolve("kept.json"), "{}");
        Home web1 = home("web1");
        write(web1.invitations().resolve("carol"), "once");
        write(web1.state().resolve("insecure-lab"), "");
        assertThat(save("alice").exitCode()).isZero();
        assertThat(restore().exitCode()).isZero();
        assertThat(restored.resolve("replies/kept.json")).hasContent("{}");
        assertThat(restored.resolve("outbox/waits.cmd")).doesNotExist();
        Files.delete(file);
        Files.move(restored, directory.resolve("first"));

        assertThat(save("web1").exitCode()).isZero();
        assertThat(restore().exitCode()).isZero();
        assertThat(restored.resolve("state/invitations")).doesNotExist();
        assertThat(restored.resolve("state/insecure-lab")).exists();
    }

    @Test
    void savesTheLedgerWhileItIsInUseAndTheCopyKnowsWhatItIs() throws Exception {
        Home web1 = home("web1");
        CommandKey before = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        CommandKey after = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
        try (SqliteLedger ledger = SqliteLedger.open(web1.state(), web1.database())) {
            assertThat(ledger.restoredAt()).isEmpty();
            ledger.accept(before, Cli.NOW, Cli.NOW.plus(Duration.ofDays(40)));
            assertThat(save("web1").exitCode()).isZero();
            ledger.accept(after, Cli.NOW, Cli.NOW.plus(Duration.ofDays(40)));
        }
        assertThat(web1.work()).isEmptyDirectory();

        Cli cli = restore();

        assertThat(cli.err())
                .contains(
                        "warning: whom web1 trusts, and what it may do, is as it was at 2026-11-20T10:00:00Z\n",
                        "hint: never start the home that was saved again: two servers of one name run a command twice\n");
        Home copy = new Home(restored);
        try (SqliteLedger ledger = SqliteLedger.open(copy.state(), copy.database(), () -> Cli.NOW.plusSeconds(60))) {
            assertThat(ledger.find(before)).isPresent();
            assertThat(ledger.find(after)).isEmpty();
            assertThat(ledger.restoredAt()).contains(Cli.NOW.plusSeconds(60));
        }
        try (SqliteLedger ledger = SqliteLedger.open(copy.state(), copy.database(), () -> Cli.NOW.plusSeconds(600))) {
            assertThat(ledger.restoredAt()).contains(Cli.NOW.plusSeconds(60));
        }
        assertThat(Cli.run("audit", "export", "--home", restored.toString()).out())
                .contains("\"event\":\"restored\"", "{\"copied\":\"2026-11-20T10:00:00Z\"}");
    }

    /** A server that never ran has no ledger; restored without one, it would take for new what ran since. */
    @Test
    void savesALedgerOfAServerThatNeverRan() throws Exception {
        assertThat(save("web1").exitCode()).isZero();
        assertThat(restore().exitCode()).isZero();

        Home copy = new Home(restored);
        try (SqliteLedger ledger = SqliteLedger.open(copy.state(), copy.database(), () -> Cli.NOW)) {
            assertThat(ledger.restoredAt()).contains(Cli.NOW);
        }
    }

    @Test
    void doesNotStartByAClockThatIsBeforeTheBackup() throws Exception {
        assertThat(save("web1").exitCode()).isZero();
        assertThat(restore().exitCode()).isZero();

        Home copy = new Home(restored);
        assertThatThrownBy(() -> SqliteLedger.open(copy.state(), copy.database(), () -> Cli.NOW.minusSeconds(1)))
                .hasMessage("the ledger comes from a backup of the future (made at 2026-11-20T10:00:00Z, now it is"
                        + " 2026-11-20T09:59:59Z)");
    }

    @Test
    void isOpenedByGpgAndTarWithoutUs() throws Exception {
        assertThat(save("web1").exitCode()).isZero();

        try (Gpg gpg = Gpg.in(directory)) {
            gpg.run("mkdir opened && gpg --batch --quiet --pinentry-mode loopback --passphrase-file passphrase"
                    + " --decrypt saved/home.backup > home.tar && tar -xpf home.tar -C opened");
        }

        Path opened = directory.resolve("opened");
        assertThat(opened.resolve("mailshell-backup"))
                .hasContent("mailshell backup 1\nname web1\nrole server\nmade 2026-11-20T10:00:00Z\n");
        assertThat(opened.resolve("identity/web1.key"))
                .hasSameBinaryContentAs(home("web1").identity().resolve("web1.key"));
        assertThat(Files.getPosixFilePermissions(opened.resolve("identity/web1.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (SqliteLedger ledger =
                SqliteLedger.open(opened.resolve("state"), opened.resolve("state/state.db"), () -> Cli.NOW)) {
            assertThat(ledger.restoredAt()).contains(Cli.NOW);
        }
    }

    @Test
    void savesAHomeThatALinkLeadsTo() throws Exception {
        Path link = Files.createSymbolicLink(
                home("linked").directory(), home("alice").directory());

        assertThat(save("linked").err()).isEmpty();
        assertThat(restore().exitCode()).isZero();
        assertThat(restored.resolve("identity/alice.key")).hasSameBinaryContentAs(link.resolve("identity/alice.key"));
    }

    @Test
    void saysWhatLinksItLeavesOut() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "of the machine");
        Files.createSymbolicLink(home("web1").directory().resolve("link"), secret);

        Cli cli = save("web1", "--json");

        assertThat(cli.err()).contains("warning: link is neither a file nor a folder, and is not in the backup\n");
        JsonNode json = cli.json();
        assertThat(json.get("skipped").get(0).asText()).isEqualTo("link");
        assertThat(json.get("role").asText()).isEqualTo("server");
        assertThat(json.get("bytes").asLong()).isEqualTo(Files.size(file));
        assertThat(restore("--json").json().get("made").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(Files.exists(restored.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void leavesNothingBehindIfItFails() throws Exception {
        Home web1 = home("web1");
        write(web1.database(), "this is no database ".repeat(100));

        Cli cli = save("web1");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err()).startsWith("error: cannot copy state/state.db (was: ");
        assertThat(saved).isEmptyDirectory();
        assertThat(web1.work()).isEmptyDirectory();
    }

    @Test
    void takesNoPassphraseThatIsShort() throws Exception {
        write(directory.resolve("passphrase"), "too short");

        assertThat(save("web1").err())
                .isEqualTo(
                        """
                        error: nothing is saved: the passphrase is too short (was 9 characters, expected at least 12)
                        hint: take a longer one: who has the file can try as many as they like
                        """);
        assertThat(saved).isEmptyDirectory();
    }

    @Test
    void takesNoPassphraseThatIsTypedInTwoWays() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Iterator<String> typed =
                List.of("typed by somebody", "typed by somebody else").iterator();
        PrintStream said = new PrintStream(err, true, UTF_8);
        CliContext context = new CliContext(
                Map.of(),
                Clock.fixed(Cli.NOW, ZoneOffset.UTC),
                new SecureRandom(),
                said,
                said,
                () -> Optional.of(question -> typed.next()));
        String[] arguments = {"backup", "--home", home("alice").directory().toString(), "--to", file.toString()};

        assertThat(MailshellCommand.commandLine(context, arguments).execute(arguments))
                .isEqualTo(255);
        assertThat(err.toString(UTF_8))
                .isEqualTo("error: nothing is saved: that were two different passphrases\nhint: type it again\n");
        assertThat(saved).isEmptyDirectory();
    }

    @Test
    void asksForThePassphraseTwice() {
        Cli cli = Cli.runAnswering(
                "typed by somebody",
                "backup",
                "--home",
                home("alice").directory().toString(),
                "--to",
                file.toString());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("Passphrase of the backup, at least 12 characters: ", "Once more: ");

        cli = Cli.runAnswering(
                "typed by somebody", "restore", "--home", restored.toString(), "--from", file.toString());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    @Test
    void refusesEachChangeOfTheFileAndMakesNothing() throws Exception {
        assertThat(save("alice").exitCode()).isZero();
        byte[] sound = Files.readAllBytes(file);
        // In the packet with the salt, in the first block, at places within, in the integrity check; cut off; longer.
        for (int place :
                new int[] {0, 3, 5, 7, 14, 15, 18, 30, 60, 700, sound.length / 2, sound.length - 3, sound.length - 1}) {
            byte[] changed = sound.clone();
            changed[place] ^= 1;
            refuses(changed, "byte " + place);
        }
        for (int length : new int[] {0, 1, 15, 16, 17, 40, sound.length / 2, sound.length - 1}) {
            refuses(Arrays.copyOf(sound, length), "cut off at " + length);
        }
        refuses(Arrays.copyOf(sound, sound.length + 1), "longer");
    }

    private void refuses(byte[] changed, String what) throws IOException {
        Files.write(file, changed);
        Cli cli = restore();
        assertThat(cli.exitCode()).as(what).isEqualTo(255);
        assertThat(cli.err()).as(what).startsWith("error: the backup " + file + " cannot be read (");
        assertThat(restored).as(what).doesNotExist();
    }

    @Test
    void refusesAnotherPassphrase() throws Exception {
        assertThat(save("alice").exitCode()).isZero();
        write(directory.resolve("passphrase"), "correct horse battery stable");

        assertThat(restore().err()).startsWith("error: the backup " + file + " cannot be read (");
        assertThat(restored).doesNotExist();
    }
}
