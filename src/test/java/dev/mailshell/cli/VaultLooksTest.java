package dev.mailshell.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.config.Home;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Vaults;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vault list}, {@code show} and {@code export}, beside a store that is in use. */
class VaultLooksTest {

    private static final MailAddress CAROL = new MailAddress("carol@hub.test");
    private static final MailAddress DAVE = new MailAddress("dave@hub.test");

    @TempDir
    Path directory;

    private Parties parties;
    private Home web1;
    private MailStore store;
    private StoredMail first;
    private StoredMail second;

    @BeforeEach
    void storeTwoMails() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of());
        web1 = parties.home("web1");
        store = Vaults.ofUsers(web1);
        first = store.accept("", mail("first \u00ff\u001b[2J\n"), to(CAROL, DAVE));
        second = store.accept("", mail("second\r\n"), to(DAVE));
    }

    @AfterEach
    void stop() {
        store.close();
        parties.close();
    }

    private static ByteArrayInputStream mail(String content) {
        return new ByteArrayInputStream(content.getBytes(ISO_8859_1));
    }

    private static Recipients to(MailAddress... mailboxes) {
        return new Recipients(Optional.empty(), Set.of(mailboxes), Set.of());
    }

    @Test
    void listTheMailOfAHubTheNewestFirst() {
        Cli list = vault("list");

        assertThat(list.err()).isEmpty();
        assertThat(list.out().lines()).hasSize(4).first().asString().startsWith("ID ");
        assertThat(list.out().lines().skip(1))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith(second.name()).endsWith("  8      dave@hub.test"),
                        line -> assertThat(line).startsWith(first.name()).endsWith("  12     carol@hub.test"),
                        line -> assertThat(line).startsWith(first.name()).endsWith("  12     dave@hub.test"));
        assertThat(list.out().lines().skip(1).findFirst().orElseThrow()).startsWith(second.name());
        assertThat(vault("list", "--last", "1").out().lines()).hasSize(2);
    }

    @Test
    void listOneMailboxForPrograms() throws Exception {
        JsonNode only = vault("list", "--mailbox", "Carol@hub.test", "--json").json();

        assertThat(only.get("id").asText()).isEqualTo(first.name());
        assertThat(only.get("arrived").asText()).isEqualTo(first.arrival().toString());
        assertThat(only.get("bytes").asLong()).isEqualTo(12);
        assertThat(only.get("mailbox").asText()).isEqualTo("Carol@hub.test");
        assertThat(only.get("whole").asBoolean()).isTrue();
        assertThat(only.get("damaged").asBoolean()).isFalse();
    }

    @Test
    void listTheMailThatAServerHasReceived() throws Exception {
        store.close();
        Files.delete(web1.mailStore());
        Vaults.store(web1, List.of(new byte[] {1, 2, 3}));

        assertThat(vault("list").out().lines()).hasSize(2).last().asString().endsWith("  3      -");
        assertThat(vault("export", "--to", directory.resolve("out").toString()).out())
                .isEqualTo("written to " + directory.resolve("out") + ": 1\n");
    }

    @Test
    void showAMailByteForByte() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CliContext context = new CliContext(
                parties.environment("web1"),
                Clock.systemUTC(),
                new SecureRandom(),
                new PrintStream(out, true, US_ASCII),
                System.err);
        String[] args = {
            "vault", "show", first.name(), "--home", web1.directory().toString()
        };

        assertThat(MailshellCommand.commandLine(context, args).execute(args)).isZero();

        assertThat(out.toByteArray()).isEqualTo("first \u00ff\u001b[2J\n".getBytes(ISO_8859_1));
        assertThat(Base64.getDecoder()
                        .decode(vault("show", "--json", first.name())
                                .json()
                                .get("base64")
                                .asText()))
                .isEqualTo("first \u00ff\u001b[2J\n".getBytes(ISO_8859_1));
    }

    @Test
    void showATerminalNothingThatMovesItsCursor() {
        Cli shown = Cli.run(
                parties.environment("web1"),
                Cli.NOW,
                Optional.of(""),
                "vault",
                "show",
                first.name(),
                "--home",
                web1.directory().toString());

        assertThat(shown.out()).isEqualTo("first \ufffd?[2J\n");
    }

    @Test
    void exportEachMailOnceIntoFilesOfItsOwner() throws Exception {
        Path target = directory.resolve("mails/here");

        Cli exported = vault("export", "--to", target.toString(), "--json");

        assertThat(exported.err()).isEmpty();
        assertThat(exported.json().get("ids")).hasSize(2);
        assertThat(Files.readAllBytes(target.resolve(second.name() + ".eml")))
                .isEqualTo("second\r\n".getBytes(ISO_8859_1));
        assertThat(target.resolve(first.name() + ".eml"))
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
    }

    @Test
    void exportTheMailsThatAreNamedOrOfOneMailbox() {
        assertThat(vault("export", "--to", directory.resolve("one").toString(), second.name(), second.name())
                        .out())
                .endsWith(": 1\n");
        assertThat(vault("export", "--to", directory.resolve("box").toString(), "--mailbox", CAROL.value())
                        .out())
                .endsWith(": 1\n");
        assertThat(directory.resolve("box").resolve(first.name() + ".eml")).exists();
    }

    @Test
    void overwriteNoFile() throws Exception {
        Path file = directory.resolve(second.name() + ".eml");
        Files.writeString(file, "mine");

        Cli refused = vault("export", "--to", directory.toString(), second.name());

        assertThat(refused.exitCode()).isEqualTo(255);
        assertThat(refused.err())
                .isEqualTo("error: there is a file " + file
                        + " already\nhint: name another folder with --to, or move the file away\n");
        assertThat(file).hasContent("mine");
    }

    @Test
    void refuseAnIdThatNoMailHas() {
        for (String id : List.of("1", "../" + first.name(), "20261120T100000.000000Z")) {
            assertThat(vault("show", id).err())
                    .isEqualTo("error: no mail " + id + " is stored here\nhint: mailshell vault list shows the ids\n");
            assertThat(vault("export", "--to", directory.resolve("none").toString(), first.name(), id)
                            .exitCode())
                    .isEqualTo(255);
        }
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void refuseAMailboxWithIds() {
        assertThat(vault("export", "--to", "x", "--mailbox", "carol@hub.test", first.name())
                        .err())
                .isEqualTo(
                        """
                        error: --mailbox stands for all mails of a mailbox, and mails are named too
                        hint: leave one of both out
                        """);
    }

    @Test
    void tellOfADamagedMailAndLeaveNoFileOfIt() throws Exception {
        tamper("UPDATE chunks SET sealed = zeroblob(length(sealed)) WHERE mail = (SELECT MIN(id) FROM mails)");

        Cli exported = vault("export", "--to", directory.toString());

        assertThat(exported.exitCode()).isEqualTo(255);
        assertThat(exported.out()).endsWith(": 1\n");
        assertThat(exported.err())
                .isEqualTo(
                        "error: the mail " + first.name()
                                + " cannot be read: chunk 0 is damaged, or not the one that belongs there\n"
                                + "hint: check the disk, and who could write to the state folder; or put that and identity back from a backup\n");
        assertThat(directory.resolve(first.name() + ".eml")).doesNotExist();
        assertThat(directory.resolve(second.name() + ".eml")).exists();
        assertThat(vault("show", first.name()).exitCode()).isEqualTo(255);
    }

    @Test
    void exportNoMailFromAMailboxThatItDidNotComeFor() throws Exception {
        tamper("INSERT INTO deliveries SELECT b.id, mail, 0, 8, proof FROM deliveries, mailboxes b" + " WHERE mail = "
                + second.id() + " AND address = 'carol@hub.test'");

        Cli exported = vault("export", "--to", directory.toString(), "--mailbox", CAROL.value());

        assertThat(exported.exitCode()).isEqualTo(255);
        assertThat(exported.out()).endsWith(": 1\n");
        assertThat(exported.err())
                .startsWith("error: the mail " + second.name()
                        + " cannot be read: nothing proves that it came for this mailbox\n");
        assertThat(directory.resolve(second.name() + ".eml")).doesNotExist();
        assertThat(directory.resolve(first.name() + ".eml")).exists();
    }

    @Test
    void changeNothing() throws Exception {
        store.close();
        byte[] before = Files.readAllBytes(web1.mailStore());

        vault("list");
        vault("show", first.name());

        assertThat(Files.readAllBytes(web1.mailStore())).isEqualTo(before);
    }

    @Test
    void rotateTheKeyOfAHub() throws Exception {
        store.close();
        String before = Files.readString(web1.mailStoreKeys());

        assertThat(vault("rotate").out()).endsWith(", mails under it: 2\n");

        assertThat(web1.mailStoreKeys()).content().isNotEqualTo(before);
        assertThat(web1.vaultKeys()).doesNotExist();
        assertThat(vault("show", second.name()).out()).isEqualTo("second\r\n");
    }

    private void tamper(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + web1.mailStore());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Cli vault(String verb, String... more) {
        List<String> args = new ArrayList<>(
                List.of("vault", verb, "--home", web1.directory().toString()));
        args.addAll(List.of(more));
        return Cli.run(parties.environment("web1"), Cli.NOW, args.toArray(String[]::new));
    }
}
