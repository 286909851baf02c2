package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.crypto.InvitationCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator does before and after the two mails of an enrolment. */
class KeysInviteCommandTest {

    @TempDir
    Path directory;

    private Path web1;

    @BeforeEach
    void makeHomes() {
        new FourHomes(directory).init("ec");
        web1 = directory.resolve("homes/web1");
    }

    private Cli keys(String verb, String... arguments) {
        return Cli.run(Stream.concat(Stream.of("keys", verb, "--home", web1.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private void refuses(String fact, Cli cli) {
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isEqualTo(255);
        assertThat(cli.err()).startsWith("error: " + fact).contains("\nhint: ");
    }

    /** As the server files what carol has sent; her keys are those of an alice of another place. */
    private void fileOffer() throws Exception {
        assertThat(new FourHomes(directory.resolve("others")).init("ec").exitCode())
                .isZero();
        Path identity = directory.resolve("others/homes/alice/identity");
        Path pending = Files.createDirectories(web1.resolve("state/pending/carol"));
        Files.copy(identity.resolve("alice.crt"), pending.resolve("carol.crt"));
        Files.copy(identity.resolve("alice.pgp.asc"), pending.resolve("carol.pgp.asc"));
        Files.writeString(pending.resolve("address"), "carol@mail.test\n");
    }

    @Test
    void printsACodeOfWhichTheHomeKeepsOnlyWhatIsDerivedFromIt() throws Exception {
        Cli cli = keys("invite", "carol");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        String shown = cli.out().strip();
        InvitationCode code = InvitationCode.parse(shown).orElseThrow();
        assertThat(cli.err())
                .contains("until 2026-11-21T10:00:00Z", "mailshell keys join - --home carol --to web1@mail.test")
                .doesNotContain(shown);
        assertThat(tree(web1.resolve("state/invitations")))
                .containsExactly("rw------- " + code.keys().id());
        String kept = Files.readString(
                web1.resolve("state/invitations").resolve(code.keys().id()));
        assertThat(kept)
                .contains("client=carol\n")
                .doesNotContain(shown, shown.replace("-", "").substring(0, 26));
    }

    @Test
    void showsTheCodeToAPhoneWhereThereIsAScreen() throws Exception {
        Cli cli = Cli.runOnScreen("keys", "invite", "--home", web1.toString(), "carol");

        assertThat(QrReading.ofTerminal(cli.err())).isEqualTo(cli.out().strip());
    }

    @Test
    void endsTheEarlierCodeOfTheSameName() throws Exception {
        keys("invite", "carol");
        JsonNode second = keys("invite", "carol", "--json", "--expires", "1h").json();

        assertThat(second.get("expires").textValue()).isEqualTo("2026-11-20T11:00:00Z");
        assertThat(tree(web1.resolve("state/invitations")))
                .containsExactly("rw------- "
                        + InvitationCode.parse(second.get("code").textValue())
                                .orElseThrow()
                                .keys()
                                .id());
    }

    @Test
    void forgetsWhatCameForTheEarlierCode() throws Exception {
        keys("invite", "carol");
        fileOffer();

        keys("invite", "carol");

        refuses("there are no keys of carol to accept", keys("accept", "carol", "--yes"));
        assertThat(tree(web1.resolve("state/pending"))).isEmpty();
    }

    @Test
    void invitesNobodyWhoIsKnownAndNobodyForLong() {
        refuses("alice is known here already", keys("invite", "alice"));
        refuses("web1 is the name of this home itself", keys("invite", "web1"));
        refuses("there is no such name", keys("invite", "../carol"));
        refuses("--expires is too long", keys("invite", "carol", "--expires", "8d"));
        refuses(
                "the home " + directory.resolve("homes/alice") + " is for a client",
                Cli.run(
                        "keys",
                        "invite",
                        "carol",
                        "--home",
                        directory.resolve("homes/alice").toString()));
        assertThat(web1.resolve("state/invitations")).doesNotExist();
    }

    @Test
    void showsWhatHasComeAndTrustsItOnlyOnceThatIsConfirmed() throws Exception {
        assertThat(keys("pending").err()).isEqualTo("no keys wait to be accepted\n");
        refuses("there are no keys of carol to accept", keys("accept", "carol"));
        fileOffer();

        assertThat(keys("pending").out()).contains("name         carol (offered)", "address      carol@mail.test");
        assertThat(keys("pending", "--json").json()).hasSize(2);
        refuses("nothing is added: there is no terminal", keys("accept", "carol"));
        Cli declined = Cli.runAnswering("no", "keys", "accept", "carol", "--home", web1.toString());
        assertThat(declined.exitCode()).isEqualTo(255);
        assertThat(declined.err()).contains("\nerror: nothing is added: the answer was not yes\nhint: ");
        assertThat(web1.resolve("trust/clients/carol")).doesNotExist();

        Cli accepted = Cli.runAnswering("yes", "keys", "accept", "carol", "--home", web1.toString());

        assertThat(accepted.exitCode()).as(accepted.err()).isZero();
        assertThat(accepted.err()).contains("carol may run nothing yet; add an entry under clients: in policy.yaml");
        assertThat(tree(web1.resolve("trust/clients/carol")))
                .containsExactly("rw------- address", "rw------- carol.crt", "rw------- carol.pgp.asc");
        assertThat(tree(web1.resolve("state/pending"))).isEmpty();
    }

    @Test
    void showsAndAcceptsOneThoughWhatAnotherHasSentCannotBeRead() throws Exception {
        fileOffer();
        Path dora = Files.createDirectories(web1.resolve("state/pending/dora"));
        Files.writeString(dora.resolve("dora.crt"), "no certificate\n");

        Cli pending = keys("pending");
        assertThat(pending.exitCode()).as(pending.err()).isZero();
        assertThat(pending.out()).contains("name         carol (offered)");
        assertThat(pending.err())
                .startsWith("warning: what dora has sent cannot be read: ")
                .contains("\nhint: mailshell keys accept dora --reject deletes it");
        refuses("what dora has sent cannot be read: ", keys("accept", "dora", "--yes"));

        Cli accepted = keys("accept", "carol", "--yes");

        assertThat(accepted.exitCode()).as(accepted.err()).isZero();
        assertThat(web1.resolve("trust/clients/carol/carol.crt")).exists();

        assertThat(keys("accept", "dora", "--reject").exitCode()).isZero();
        assertThat(dora).doesNotExist();
    }

    @Test
    void trustsNothingThatIsRejected() throws Exception {
        fileOffer();
        List<String> trusted = tree(web1.resolve("trust"));

        assertThat(keys("accept", "carol", "--reject").err()).isEqualTo("rejected the keys of carol\n");

        assertThat(tree(web1.resolve("trust"))).isEqualTo(trusted);
        assertThat(tree(web1.resolve("state/pending"))).isEmpty();
    }

    @Test
    void joinsWithNoCodeThatIsNone() {
        Path home = directory.resolve("new/carol");

        refuses(
                "that is no invitation code",
                Cli.run("keys", "join", "ABCD-EFGH", "--home", home.toString(), "--to", "web1@mail.test"));
        assertThat(home).doesNotExist();
    }
}
