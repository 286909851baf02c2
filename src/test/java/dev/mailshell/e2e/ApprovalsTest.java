package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that somebody else has to approve, by mail. */
class ApprovalsTest {

    private static final String POLICY =
            """
            defaults: { timeout: 20s }
            roles: { all: { allow: [shell] } }
            commands: { shell: { shell: /bin/sh, approvals: { count: %d, from: %s, expires: 1h } } }
            clients: { alice: { roles: [all] }, bob: { roles: [all] }, carol: { roles: [all] } }
            """;

    @TempDir
    Path directory;

    private final UUID command = UUID.randomUUID();
    private String policy = POLICY;
    private Parties parties;
    private Approver alice;
    private Approver bob;
    private Approver carol;

    @BeforeEach
    void makeHomes() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice", "bob", "carol"));
        alice = Approver.of(parties, "alice");
        bob = Approver.of(parties, "bob");
        carol = Approver.of(parties, "carol");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    private AutoCloseable start(int count, String... approvers) throws Exception {
        Files.writeString(parties.home("web1").policy(), String.format(Locale.ROOT, policy, count, List.of(approvers)));
        return parties.startServer("web1");
    }

    /** Each run of the command leaves a line. */
    private Path runs() {
        return directory.resolve("runs");
    }

    private void ask() throws Exception {
        ask("echo \u00fcber >> " + runs());
    }

    private void ask(String line) throws Exception {
        send("alice", command, line);
        parties.startClient("alice");
    }

    private void send(String client, UUID id, String line) throws IOException {
        Home home = parties.home(client);
        Files.createDirectories(home.sending());
        Path file = Files.writeString(
                directory.resolve(id + ".part"), "{\"to\":[\"web1\"],\"command\":{\"line\":\"" + line + "\"}}");
        Files.move(file, home.sending().resolve(id + "-test.json"));
    }

    private Reply reply() {
        return new Replies(parties.home("alice")).awaitFor(command);
    }

    private void requireDone() throws IOException {
        assertThat(reply().status()).isEqualTo(FinalStatus.DONE);
        assertThat(runs()).hasContent("\u00fcber\n");
    }

    private void requireEnd(FinalStatus status, Reason reason) {
        assertThat(reply().status()).isEqualTo(status);
        assertThat(reply().reason().orElseThrow().code()).isEqualTo(reason);
        assertThat(runs()).doesNotExist();
    }

    private long refused(Reason reason) {
        return parties.counters("web1").refused(reason);
    }

    @Test
    void runsOnceWhenAnApproverRepliesWithApprove() throws Exception {
        start(1, "alice", "bob", "carol");
        ask();

        String request = bob.request();
        assertThat(request)
                .startsWith("Reply with approve or deny in the first line, signed and encrypted,\n")
                .contains("\nserver: web1\nrequester: alice\ncommand: " + command + "\n")
                .contains("\nargv[2]: \"echo \\u{fc}ber >> " + runs() + "\"\n", "\nvotes: 1 of bob, carol\n");
        assertThat(carol.request()).isEqualTo(request);
        assertThat(runs()).doesNotExist();

        String vote = bob.send(Approver.reply("Approve.", request));

        assertThat(bob.answer(1))
                .startsWith(
                        "done, on web1\n\ncommand " + command + " of alice: 1 of 1 approvals; approved, it runs now\n");
        requireDone();

        bob.sendAgain(vote);
        Patience.await().until(() -> refused(Reason.DUPLICATE) == 1);
        carol.send(Approver.reply("deny", request));
        assertThat(carol.answer(1)).startsWith("denied, on web1\n").contains("\nreason: VOTE_TOO_LATE, ");
        requireDone();
    }

    @Test
    void needsAsManyAsThePolicySays() throws Exception {
        start(2, "bob", "carol");
        ask();
        String request = bob.request();

        bob.send(Approver.reply("approve", request));
        assertThat(bob.answer(1)).contains(" of alice: 1 of 2 approvals; it waits for more until ");
        bob.send("approve web1 " + Approver.digest(request));
        assertThat(bob.answer(2)).startsWith("denied, on web1\n").contains("\nreason: VOTE_REFUSED, you have approved");
        carol.send("APPROVE web1 sha256:" + Approver.digest(request).substring(0, 16));

        requireDone();
    }

    @Test
    void doesNotRunWhenAnApproverDenies() throws Exception {
        start(1, "bob", "carol");
        ask();

        bob.send(Approver.reply("deny", bob.request()));

        assertThat(bob.answer(1)).contains("; denied, it will not run\n");
        requireEnd(FinalStatus.DENIED, Reason.APPROVAL_DENIED);
        assertThat(reply().reason().orElseThrow().message()).isEqualTo("denied by bob");
    }

    @Test
    void neitherExplainsNorCountsAVoteThatAsksForAnExplanation() throws Exception {
        start(1, "bob");
        ask();
        String request = bob.request();

        bob.send("@web1\nexplain: yes\n\napprove " + Approver.digest(request));

        assertThat(bob.answer(1))
                .contains(
                        "\nreason: FEATURE_UNSUPPORTED, a vote is not explained, since no rule of the policy decides it\n");
        assertThat(runs()).doesNotExist();
        bob.send(Approver.reply("approve", request));
        requireDone();
    }

    @Test
    void countsNoVoteOfAnybodyElse() throws Exception {
        start(1, "alice", "bob");
        ask();
        String request = bob.request();

        alice.send(Approver.reply("approve", request));
        assertThat(alice.answer(1)).contains("\nreason: VOTE_REFUSED, nobody approves his own command\n");
        carol.send(Approver.reply("approve", request));
        assertThat(carol.answer(1)).contains("\nreason: VOTE_REFUSED, no request of this server");
        bob.send(Approver.reply("approve", request.replace("request: sha256:", "request: ")));
        assertThat(bob.answer(1)).contains("\nreason: VOTE_UNCLEAR, the text holds no digest of a request\n");
        bob.send(Approver.reply("approve", request + request.replaceAll("sha256:.{4}", "sha256:0000")));
        assertThat(bob.answer(2)).contains("\nreason: VOTE_UNCLEAR, the text holds the digests of 2 requests\n");
        bob.send("approve web1 " + "0".repeat(64));
        assertThat(bob.answer(3)).contains("\nreason: VOTE_REFUSED, no request of this server");
        // What another server asked, handed on by it.
        bob.send(Approver.reply("approve", request.replace("server: web1", "server: db1")));
        Patience.await().until(() -> refused(Reason.NOT_ADDRESSED_TO_US) == 1);
        // What bob meant for db1, of which it says nothing, and which db1 has encrypted anew for web1.
        bob.send("approve " + Approver.digest(request));
        assertThat(bob.answer(4)).contains("\nreason: VOTE_UNCLEAR, the text does not say which server asked\n");
        assertThat(runs()).doesNotExist();

        bob.send(Approver.reply("approve", request));
        requireDone();
    }

    @Test
    void waitsOnWhileTheServerIsAway() throws Exception {
        AutoCloseable server = start(1, "bob");
        ask();
        String request = bob.request();
        server.close();
        bob.send(Approver.reply("approve", request));

        start(1, "bob");

        requireDone();
        assertThat(bob.requests()).hasSize(1);
        assertThat(refused(Reason.DUPLICATE)).isZero();
    }

    @Test
    void doesNotRunWhatIsNoLongerWhatWasApproved() throws Exception {
        AutoCloseable server = start(1, "bob");
        ask();
        String request = bob.request();
        server.close();
        policy = policy.replace("/bin/sh", "/bin/bash");
        start(1, "bob");

        bob.send(Approver.reply("approve", request));

        requireEnd(FinalStatus.DENIED, Reason.APPROVAL_OUTDATED);
    }

    @Test
    void doesNotRunWhatWasSignedWithAKeyThatWasRevokedMeanwhile() throws Exception {
        start(1, "bob");
        ask();
        String request = bob.request();
        Files.copy(
                parties.home("alice").directory().resolve("identity/alice.crt"),
                parties.home("web1").revoked().resolve("alice.crt"));

        bob.send(Approver.reply("approve", request));

        Patience.await().until(() -> refused(Reason.KEY_REVOKED) == 1);
        assertThat(runs()).doesNotExist();
    }

    @Test
    void expiresWithoutEnoughApprovals() throws Exception {
        AutoCloseable server = start(1, "bob");
        ask();
        String request = bob.request();
        server.close();
        parties.setClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

        start(1, "bob");

        requireEnd(FinalStatus.EXPIRED, Reason.APPROVAL_EXPIRED);
        bob.send(Approver.reply("approve", request));
        assertThat(bob.answer(1)).contains("\nreason: VOTE_TOO_LATE, ");
    }

    private void sweep(String period) throws IOException {
        Path routes = Files.createDirectory(
                parties.home("web1").routes(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String route = "expire-approvals.camel.yaml";
        Files.writeString(
                routes.resolve(route),
                Files.readString(Path.of("routes/server", route)).replace("{{mailshell.approvals.sweep:60s}}", period));
    }

    @Test
    void isAnsweredAtOnceWhenItIsCalledBackWhileItWaits() throws Exception {
        sweep("1h");
        policy = policy.replace("[shell]", "[shell, status, output, cancel]");
        start(1, "bob");
        ask();
        String request = bob.request();
        UUID status = UUID.randomUUID();
        send("alice", status, "status " + command);
        assertThat(Replies.stdout(new Replies(parties.home("alice")).awaitFor(status)))
                .contains("\nstate: waits for approvals, 0 of 1, until ");
        UUID output = UUID.randomUUID();
        send("alice", output, "output " + command);
        assertThat(new Replies(parties.home("alice")).awaitFor(output).reason())
                .contains(new Explanation(
                        Reason.OUTPUT_UNKNOWN,
                        "it has not begun, so it has written nothing (" + command + ")",
                        "status says whether it waits for approvals, and until when"));

        send("alice", UUID.randomUUID(), "cancel " + command);

        requireEnd(FinalStatus.CANCELLED, Reason.APPROVAL_CANCELLED);
        assertThat(reply().reason().orElseThrow().message())
                .isEqualTo("alice cancelled it while it waited for approvals; it has not run and will not run");
        assertThat(reply().reason().orElseThrow().hint()).isEqualTo("send a new command if it shall run after all");
        bob.send(Approver.reply("approve", request));
        assertThat(bob.answer(1)).contains("\nreason: VOTE_TOO_LATE, ");
        assertThat(runs()).doesNotExist();
    }

    @Test
    void countsAVoteWhileLongCommandsHoldAllPlaces() throws Exception {
        policy = policy.replace("20s", "60s, concurrency: 1");
        Path go = directory.resolve("go");
        start(1, "bob", "carol");
        ask("echo \u00fcber >> " + runs() + "; until [ -e " + go + " ]; do sleep 0.1; done");
        String first = bob.request();
        UUID second = UUID.randomUUID();
        send("alice", second, "true");
        Patience.await().until(() -> carol.requests().size() == 2);
        bob.send(Approver.reply("approve", first));
        Patience.await().until(() -> Files.exists(runs()));

        carol.send("deny web1 "
                + Approver.digest(carol.requests().stream()
                        .filter(request -> request.contains("command: " + second))
                        .findFirst()
                        .orElseThrow()));

        assertThat(carol.answer(1)).contains("; denied, it will not run\n");
        assertThat(new Replies(parties.home("alice")).awaitFor(second).status()).isEqualTo(FinalStatus.DENIED);
        Files.writeString(go, "");
        requireDone();
    }

    @Test
    void deniesWhatNobodyElseCanApprove() throws Exception {
        start(2, "alice", "bob");
        ask();

        requireEnd(FinalStatus.DENIED, Reason.APPROVERS_MISSING);
        assertThat(bob.requests()).isEmpty();
    }

    @Test
    void deniesWhatTooFewCanBeAskedAbout() throws Exception {
        Path trusted = parties.home("web1").directory().resolve("trust/clients/carol");
        Files.move(trusted, directory.resolve("carol-elsewhere"));
        start(2, "bob", "carol");
        ask();

        requireEnd(FinalStatus.DENIED, Reason.APPROVAL_IMPOSSIBLE);
        assertThat(bob.requests()).isEmpty();
    }

    @Test
    void deniesACommandInPartsAtItsFirst() throws Exception {
        parties.environment("alice").put("MAILSHELL_MAX_MAIL", "64KiB");
        start(1, "bob");

        new CommandWithFile("cat data", "data", "x".repeat(100_000))
                .send(parties.home("alice"), command + "-test.json");
        parties.startClient("alice");

        requireEnd(FinalStatus.DENIED, Reason.APPROVAL_IMPOSSIBLE);
    }

    @Test
    void isSeenAndAnsweredWithTheClientToo() throws Exception {
        start(1, "bob");
        ask();
        parties.startClient("bob");

        Path request =
                Patience.await().until(this::filed, files -> !files.isEmpty()).get(0);
        String text = Files.readString(request);
        UUID vote = UUID.randomUUID();
        send("bob", vote, text.substring(text.indexOf("-- ") + 3).strip());

        assertThat(request.getFileName().toString())
                .isEqualTo("web1-" + Approver.digest(text).substring(0, 16) + ".txt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(request)))
                .isEqualTo("rw-------");
        Reply answer = new Replies(parties.home("bob")).awaitFor(vote);
        assertThat(answer.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(answer)).contains(" of alice: 1 of 1 approvals; approved, it runs now");
        requireDone();
    }

    private List<Path> filed() throws IOException {
        try (var files = Files.list(parties.home("bob").requests())) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
    }
}
