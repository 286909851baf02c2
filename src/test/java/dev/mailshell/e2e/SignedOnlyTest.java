package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.pgp.Gpg;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails as Shell By Mail took them: a uuencoded script that gpg has signed, and nobody has encrypted. */
class SignedOnlyTest {

    /** {@code cat data; expr 6 '*' 7}. */
    private static final String SCRIPT = "begin 644 run.sh\n68V%T(&1A=&$*97AP<B`V(\"<J)R`W\"@``\n`\nend\n";

    private static final String DATA = "begin-base64 644 data\nZmlyc3QK\n====\n";
    private static final String TYPE = "Content-Type: text/plain\r\n\r\n";

    @TempDir
    Path directory;

    private Parties parties;
    private Gpg gpg;
    private Mailbox web1;
    private Mailbox alice;

    @BeforeEach
    void makeHomes() throws Exception {
        gpg = Gpg.in(directory);
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        gpg.makeKey("alice", "future-default");
        gpg.run("gpg --batch --quiet --armor --export alice@mail.test > "
                + parties.home("web1").directory().resolve("trust/clients/alice/alice.pgp.asc"));
        web1 = Mailbox.open(parties.environment("web1"));
        alice = Mailbox.open(parties.environment("alice"));
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        web1.close();
        alice.close();
        gpg.close();
    }

    private void startServer(boolean accepting) throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 20s, accept-signed-only: " + accepting));
        parties.startServer("web1");
    }

    private String signed(String how, String text) throws Exception {
        Files.writeString(directory.resolve("text"), text.replace("\n", "\r\n"));
        gpg.run("gpg --batch --quiet --yes --armor " + how + " -o signed.asc text");
        return Files.readString(directory.resolve("signed.asc"))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    private String multipartSigned(String text) throws Exception {
        String entity = TYPE + text.replace("\n", "\r\n");
        String signature = signed("--detach-sign", entity.replace("\r\n", "\n"));
        return "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha512; boundary=b\r\n\r\n--b\r\n"
                + entity + "\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\n" + signature + "\r\n--b--\r\n";
    }

    private String answer(String mail) throws Exception {
        int before = alice.count(Mailbox.INBOX);
        web1.append(mail);
        Patience.await().until(() -> alice.count(Mailbox.INBOX) > before);
        Files.writeString(
                directory.resolve("answer.eml"), alice.mail(Mailbox.INBOX, before), StandardCharsets.ISO_8859_1);
        return gpg.run("gpg --batch --quiet --trust-model always --skip-verify --decrypt answer.eml")
                .replace("\r\n", "\n");
    }

    private void endsFor(Reason reason, String mail) throws Exception {
        long before = parties.counters("web1").refused(reason);
        web1.append(mail);
        Patience.await().until(() -> parties.counters("web1").refused(reason) == before + 1);
        assertThat(alice.count(Mailbox.INBOX)).isZero();
    }

    @Test
    void runsASignedScriptInEachFormIfThePolicyTakesThat() throws Exception {
        startServer(true);
        String text = "@web1\n\n" + SCRIPT + DATA;
        String ran = "done, exit code 0, on web1\n\nfirst\n42\n";
        String warning = "\nwarning: the command was not encrypted: anybody on its way could read it\n";

        assertThat(answer(TYPE + signed("--clear-sign", text))).contains(ran, warning);
        assertThat(answer(TYPE + signed("--sign", text))).contains(ran, warning);
        assertThat(answer(multipartSigned(text))).contains(ran, warning);
        assertThat(parties.trail()).anyMatch(event -> event.endsWith("verified as alice, signed and not encrypted"));
    }

    @Test
    void takesNothingElseThatIsOnlySignedAndAnswersNobody() throws Exception {
        startServer(true);

        endsFor(Reason.NOT_ENCRYPTED, TYPE + signed("--clear-sign", "@web1\n\nuptime\n"));
        endsFor(Reason.NOT_ENCRYPTED, TYPE + signed("--clear-sign", "@web1\n\nuptime\n" + SCRIPT));
        endsFor(Reason.NOT_A_COMMAND, TYPE + signed("--clear-sign", SCRIPT));
        endsFor(Reason.NOT_ADDRESSED_TO_US, TYPE + signed("--clear-sign", "@db1\n\n" + SCRIPT));
        endsFor(
                Reason.NOT_ENCRYPTED,
                TYPE
                        + signed(
                                "--clear-sign",
                                "@web1\n\nbegin-base64 644 vote\n" + base64("approve 0123456789abcdef") + "\n====\n"));
        endsFor(
                Reason.SIGNATURE_INVALID,
                TYPE + signed("--clear-sign", "@web1\n\n" + SCRIPT).replace("run.sh", "ran.sh"));
        endsFor(
                Reason.NOT_ENCRYPTED,
                TYPE + signed("--sign", "Content-Type: application/vnd.mailshell.command+json\n\n{}"));
        endsFor(Reason.ALGORITHM_REFUSED, TYPE + signed("--digest-algo SHA1 --clear-sign", "@web1\n\n" + SCRIPT));
    }

    @Test
    void takesNoSignedScriptUnlessThePolicySaysSo() throws Exception {
        startServer(false);

        endsFor(Reason.NOT_ENCRYPTED, TYPE + signed("--clear-sign", "@web1\n\n" + SCRIPT));
        endsFor(Reason.NOT_ENCRYPTED, TYPE + signed("--sign", "@web1\n\n" + SCRIPT));
        endsFor(Reason.NOT_ENCRYPTED, multipartSigned("@web1\n\n" + SCRIPT));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
