package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.config.OneTimeSecretFile;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.ledger.SqliteCodeHistories;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.policy.OneTimeSecret;
import dev.mailshell.realmail.Prerequisite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCommandTest {

    private static final IdentityName ALICE = new IdentityName("alice");

    @TempDir
    static Path homes;

    private static Home web1;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeHomes() throws Exception {
        TestHomes.create(homes, List.of(identity("web1")), List.of(identity("alice")));
        web1 = new Home(homes.resolve("web1"));
    }

    @BeforeEach
    void enrolNobody() throws IOException {
        TreeRemoval.remove(web1.totp());
        TreeRemoval.remove(web1.state());
        Files.writeString(web1.policy(), "clients: {}\n");
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
    }

    private Cli totp(String verb, String... more) {
        return Cli.run(Map.of(), Cli.NOW, arguments(verb, more));
    }

    private String[] arguments(String verb, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("totp", verb, "--home", web1.directory().toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** At a terminal, with somebody who types what {@code app} makes of the QR code that it shows. */
    private Cli enrol(App app, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CliContext context = new CliContext(
                Map.of(),
                Clock.fixed(Cli.NOW, ZoneOffset.UTC),
                new SecureRandom(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> Optional.of(question -> {
                    assertThat(question)
                            .isIn(
                                    "Scan it with the app, then type the code that the app shows: ",
                                    "That is not the code of this secret now. Type the one that the app shows: ");
                    return app.code(out.toString(StandardCharsets.UTF_8));
                }));
        String[] args = arguments("enrol", more);
        int exitCode = MailshellCommand.commandLine(context, args).execute(args);
        return new Cli(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @FunctionalInterface
    private interface App {
        String code(String shown);
    }

    private static String scan(String shown) {
        try {
            return QrReading.ofTerminal(shown);
        } catch (com.google.zxing.ReaderException e) {
            throw new AssertionError("the QR code cannot be read in:\n" + shown, e);
        }
    }

    private static String codeOf(String uri) {
        String secret = uri.replaceFirst(".*secret=([A-Z2-7]+).*", "$1");
        return OneTimeSecret.parse(secret).orElseThrow().code(Cli.NOW);
    }

    private CodeHistory history() {
        try (SqliteCodeHistories histories = new SqliteCodeHistories(web1.state())) {
            return histories.of(ALICE);
        }
    }

    private void remember(CodeHistory history) {
        try (SqliteCodeHistories histories = new SqliteCodeHistories(web1.state())) {
            histories.update(ALICE, before -> history);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void enrolsAClientWhoseAppShowsTheRightCode() throws Exception {
        Cli enrolled = enrol(shown -> codeOf(scan(shown)), "alice");

        assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
        String uri = scan(enrolled.out());
        assertThat(uri).matches("otpauth://totp/alice\\?secret=[A-Z2-7]{32}&issuer=Mail%20Shell%20web1");
        assertThat(enrolled.out()).endsWith("\n" + uri + "\n");
        assertThat(enrolled.err())
                .isEqualTo(
                        """
                        enrolled alice: the secret is in totp/alice
                        next: add totp: totp/alice to the entry alice under clients: in policy.yaml, so that codes are checked
                        """);
        Path file = web1.totp().resolve("alice");
        assertThat(file).hasContent(uri);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(web1.totp())).isEqualTo("rwx------");
        assertThat(OneTimeSecretFile.read(web1, file).code(Cli.NOW)).isEqualTo(codeOf(uri));
        assertThat(history()).isEqualTo(CodeHistory.accepted(OneTimeSecret.step(Cli.NOW)));
    }

    @Test
    void changesNothingIfTheCodeIsWrong() {
        Cli refused = enrol(shown -> "no code", "alice");

        assertThat(refused.exitCode()).isEqualTo(255);
        assertThat(refused.err())
                .isEqualTo(
                        """
                        error: nothing is changed: 3 times it was not the code of this secret
                        hint: delete it from the app; set the clocks of the phone and of this machine, then enrol again
                        """);
        assertThat(web1.totp()).doesNotExist();
    }

    @Test
    void asksAgainForACodeThatWasMistyped() {
        Iterator<UnaryOperator<String>> typed = List.<UnaryOperator<String>>of(
                        uri -> "",
                        uri -> "no code",
                        uri -> new StringBuilder(codeOf(uri)).insert(3, ' ').toString())
                .iterator();

        Cli enrolled = enrol(shown -> typed.next().apply(scan(shown)), "alice");

        assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
        assertThat(web1.totp().resolve("alice")).exists();
    }

    @Test
    void leavesNoPictureOfASecretThatDoesNotCount() {
        Path png = directory.resolve("alice.png");

        assertThat(enrol(shown -> "no code", "alice", "--png", png.toString()).exitCode())
                .isEqualTo(255);

        assertThat(png).doesNotExist();
    }

    @Test
    void makesNothingInAHomeOfAnotherUser() throws Exception {
        Prerequisite.require(Files.getOwner(directory).getName().equals("root"), "only root can give files away");
        Files.setOwner(
                web1.directory(),
                web1.directory().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        Cli refused = totp("enrol", "alice", "--yes");

        Files.setOwner(web1.directory(), Files.getOwner(directory));
        assertThat(refused.err())
                .contains(" belongs to nobody (expected root)\nhint: run this as the owner of the home\n");
        assertThat(web1.totp()).doesNotExist();
    }

    @Test
    void asksForATrialUnlessToldOtherwise() {
        Cli refused = totp("enrol", "alice");

        assertThat(refused.err()).startsWith("error: nothing is changed: there is no terminal to ask for a code on\n");
        assertThat(web1.totp()).doesNotExist();
        assertThat(totp("enrol", "alice", "--yes").exitCode()).isZero();
        assertThat(web1.totp().resolve("alice")).exists();
    }

    @Test
    void fitsIntoATerminalOf24Lines() {
        List<String> lines = totp("enrol", "alice", "--yes").out().lines().toList();

        assertThat(lines).hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void writesAPictureForItsOwnerAlone() throws Exception {
        Path png = directory.resolve("alice.png");

        Cli enrolled = totp("enrol", "alice", "--yes", "--png", png.toString());

        assertThat(QrReading.ofPicture(png)).isEqualTo(scan(enrolled.out()));
        assertThat(mode(png)).isEqualTo("rw-------");
        assertThat(enrolled.err()).contains("next: delete " + png + " once it was scanned\n");
        Cli again = totp("enrol", "alice", "--yes", "--replace", "--png", png.toString());
        assertThat(again.err())
                .isEqualTo("error: nothing is changed: " + png
                        + " exists already\nhint: name another file, or delete that one\n");
    }

    @Test
    void replacesASecretOnlyWhenToldTo() throws Exception {
        totp("enrol", "alice", "--yes");
        remember(new CodeHistory(70, 5, Optional.of(Cli.NOW.plusSeconds(60))));
        String before = Files.readString(web1.totp().resolve("alice"));

        Cli refused = totp("enrol", "alice", "--yes");

        assertThat(refused.err())
                .isEqualTo(
                        """
                        error: alice is enrolled already
                        hint: --replace makes a new secret, and ends the one in the client's app
                        """);
        assertThat(refused.out()).isEmpty();
        assertThat(web1.totp().resolve("alice")).hasContent(before.strip());
        assertThat(totp("enrol", "alice", "--yes", "--replace").exitCode()).isZero();
        assertThat(Files.readString(web1.totp().resolve("alice"))).isNotEqualTo(before);
        assertThat(history()).isEqualTo(CodeHistory.NONE);
    }

    @Test
    void refusesAClientThatIsNotTrusted() {
        assertThat(totp("enrol", "bob", "--yes").err())
                .startsWith("error: there is no client bob in trust/clients\nhint: mailshell keys list");
        assertThat(totp("enrol", "../alice", "--yes").err()).startsWith("error: the name is not 1 to 63 of a-z");
        assertThat(web1.totp()).doesNotExist();
    }

    @Test
    void refusesTheHomeOfAClient() {
        Cli refused = Cli.run(
                "totp",
                "enrol",
                "alice",
                "--yes",
                "--home",
                homes.resolve("alice").toString());

        assertThat(refused.err()).startsWith("error: the home ").contains(" is for a client (expected a server");
    }

    @ParameterizedTest
    @CsvSource({
        "'  alice: { roles: [viewer], totp: totp/alice }', false",
        "'  alice: { roles: [viewer], totp: \"totp/alice\" }', false",
        "'  alice:\n    totp: totp/alice # the phone', false",
        "'  alice: { roles: [viewer] } # totp: totp/alice', true",
        "'  alice: { roles: [viewer], totp: totp/alice-2 }', true"
    })
    void saysWhatThePolicyStillNeeds(String entry, boolean says) throws IOException {
        Files.writeString(web1.policy(), "clients:\n" + entry + "\n");

        assertThat(totp("enrol", "alice", "--yes").err().contains("next: add totp: totp/alice"))
                .isEqualTo(says);
    }

    @Test
    void worksWhileTheServerHasTheLedger() {
        try (SqliteLedger ledger = SqliteLedger.open(web1.state(), web1.database());
                SqliteCodeHistories ofServer = new SqliteCodeHistories(web1.state())) {
            assertThat(ledger.unfinished()).isEmpty();
            assertThat(totp("enrol", "alice", "--yes").exitCode()).isZero();
            ofServer.update(ALICE, before -> new CodeHistory(70, 5, Optional.of(Cli.NOW.plusSeconds(60))));

            assertThat(totp("status").out())
                    .isEqualTo(
                            """
                            CLIENT  WRONG CODES  LOCKED UNTIL
                            alice   5            2026-11-20T10:01:00Z
                            """);
            assertThat(totp("unlock", "alice").out()).isEqualTo("unlocked alice\n");

            assertThat(ofServer.of(ALICE)).isEqualTo(CodeHistory.accepted(70));
        }
    }

    @Test
    void showsWhoIsEnrolledAndNoSecret() throws Exception {
        assertThat(totp("status").err()).isEqualTo("nobody is enrolled\n");
        totp("enrol", "alice", "--yes");
        remember(new CodeHistory(70, 5, Optional.of(Cli.NOW)));

        Cli status = totp("status");
        assertThat(status.out())
                .isEqualTo(
                        """
                        CLIENT  WRONG CODES  LOCKED UNTIL
                        alice   5            -
                        """);
        assertThat(status.err()).isEmpty();
        assertThat(totp("status", "--json").json().get(0).get("client").asText())
                .isEqualTo("alice");
        assertThat(totp("status", "--json").json().get(0).get("lockedUntil").isNull())
                .isTrue();
    }

    @Test
    void warnsOfASecretThatCannotBeUsed() throws Exception {
        totp("enrol", "alice", "--yes");
        Files.writeString(web1.totp().resolve("alice"), "more", StandardOpenOption.APPEND);

        assertThat(totp("status").err())
                .startsWith("warning: totp/alice: it holds no secret that codes of six digits each 30 s");
    }

    @Test
    void removesTheSecretAndWhatIsRemembered() {
        totp("enrol", "alice", "--yes");
        remember(CodeHistory.accepted(70));

        assertThat(totp("remove", "alice").out())
                .isEqualTo("removed the secret of alice; what needs a code is denied to alice now\n");

        assertThat(web1.totp().resolve("alice")).doesNotExist();
        assertThat(history()).isEqualTo(CodeHistory.NONE);
    }

    @Test
    void findsNothingToDoForWhoIsNotEnrolled() {
        String expected = "error: alice is not enrolled\nhint: mailshell totp status shows who is\n";

        assertThat(totp("unlock", "alice").err()).isEqualTo(expected);
        assertThat(totp("remove", "alice").err()).isEqualTo(expected);
        totp("enrol", "alice", "--yes");
        assertThat(totp("unlock", "alice").out()).isEqualTo("alice was not locked; wrong codes are forgiven\n");
    }

    @Test
    void answersProgramsInJson() throws Exception {
        assertThat(totp("enrol", "alice", "--yes", "--json").json().get("uri").asText())
                .startsWith("otpauth://totp/alice?secret=");
        assertThat(totp("unlock", "alice", "--json").json().get("wasLocked").asBoolean())
                .isFalse();
        assertThat(totp("remove", "alice", "--json").json().get("removed").asBoolean())
                .isTrue();
    }
}
