package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalRequestTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final UUID ID = UUID.fromString("6f0c3a52-9f1e-4a53-8f0e-0c7a1e1f2b3c");
    private static final IdentityName ALICE = new IdentityName("alice");
    private static final IdentityName WEB1 = new IdentityName("web1");

    private static Command command(UUID id, IdentityName from, CommandOptions options) {
        return new Command(id, from, Set.of(WEB1), NOON, ONE, new Invocation.Line("x"), options);
    }

    private static CommandOptions options(String stdin, AttachedFile... files) {
        return new CommandOptions(
                Optional.empty(),
                Optional.of(stdin),
                Optional.of("123456"),
                false,
                List.of(),
                List.of(files),
                Optional.empty());
    }

    private static Verdict.Allowed allowed(String user, int count, String... argv) {
        ApprovalRule rule = new ApprovalRule(
                count, Set.of(new IdentityName("bob"), new IdentityName("carol")), Duration.ofHours(1));
        return new Verdict.Allowed(
                "roles.all allows commands.x",
                "x",
                List.of(argv),
                new Limits(Duration.ofSeconds(30), 1024, 2048, Confinement.NONE.as(user)),
                new Conditions(Optional.empty(), Optional.of(rule), List.of()));
    }

    private static ApprovalRequest request(IdentityName server, Command command, Verdict.Allowed allowed) {
        return ApprovalRequest.of(server, command, allowed, new ApprovalRequest.Settled("n", ONE, ONE));
    }

    private static String digest(Verdict.Allowed allowed) {
        return request(WEB1, command(ID, ALICE, CommandOptions.NONE), allowed).digest();
    }

    @Test
    void saysAllThatWouldRun() {
        AttachedFile file = new AttachedFile("a b.csv", 12, "0".repeat(64));
        ApprovalRequest request =
                request(WEB1, command(ID, ALICE, options("abc", file)), allowed("root", 1, "/bin/x", "a\nb"));

        assertThat(request.text())
                .startsWith(
                        "server: web1\nrequester: alice\ncommand: " + ID + "\nissued: 2026-11-20T12:00:00Z\nnonce: n\n")
                .contains("\nrule: roles.all allows commands.x\nargv[0]: \"/bin/x\"\nargv[1]: \"a\\nb\"\nuser: root\n")
                .contains(
                        "\nstdin: 3 bytes, SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n")
                .contains("\nfile: \"a b.csv\", 12 bytes, SHA-256 " + "0".repeat(64) + "\n")
                .endsWith("\nvotes: 1 of bob, carol\nexpires: 2026-11-20T13:00:00Z\n")
                .doesNotContain("123456");
        assertThat(request.letter(WEB1)).contains("\nrequest: sha256:" + request.digest() + "\n", request.text());
    }

    @Test
    void looksAsTheDocumentationSays() throws IOException {
        Instant ten = Instant.parse("2026-11-20T10:00:00Z");
        Instant eleven = ten.plus(Duration.ofHours(1));
        Command command = new Command(
                ID, ALICE, Set.of(WEB1), ten, eleven, new Invocation.Run("reboot", Map.of()), CommandOptions.NONE);
        Verdict.Allowed allowed = new Verdict.Allowed(
                "roles.operator allows commands.reboot",
                "reboot",
                List.of("/sbin/reboot"),
                new Limits(Duration.ofMinutes(1), 64 << 10, 10 << 20, Confinement.NONE.as("root")),
                allowed("root", 1).conditions());

        String letter = ApprovalRequest.of(
                        WEB1,
                        command,
                        allowed,
                        new ApprovalRequest.Settled("5f1f0c3b9a6d4e7280c1d2a3b4e5f607", eleven, eleven))
                .letter(WEB1);

        assertThat(Files.readString(Path.of("docs/approvals.md"))).contains("\n```\n" + letter + "```\n");
    }

    @Test
    void hasAnotherDigestForAnythingElse() {
        String digest = digest(allowed("root", 1, "/bin/x", "a"));

        assertThat(digest).isEqualTo(digest(allowed("root", 1, "/bin/x", "a"))).matches("[0-9a-f]{64}");
        assertThat(List.of(
                        digest(allowed("root", 1, "/bin/x", "b")),
                        digest(allowed("root", 1, "/bin/x a")),
                        digest(allowed("alice", 1, "/bin/x", "a")),
                        digest(allowed("root", 2, "/bin/x", "a")),
                        request(
                                        new IdentityName("web2"),
                                        command(ID, ALICE, CommandOptions.NONE),
                                        allowed("root", 1, "/bin/x", "a"))
                                .digest(),
                        request(
                                        WEB1,
                                        command(ID, new IdentityName("eve"), CommandOptions.NONE),
                                        allowed("root", 1, "/bin/x", "a"))
                                .digest(),
                        request(
                                        WEB1,
                                        command(UUID.randomUUID(), ALICE, CommandOptions.NONE),
                                        allowed("root", 1, "/bin/x", "a"))
                                .digest(),
                        request(WEB1, command(ID, ALICE, options("")), allowed("root", 1, "/bin/x", "a"))
                                .digest(),
                        ApprovalRequest.of(
                                        WEB1,
                                        command(ID, ALICE, CommandOptions.NONE),
                                        allowed("root", 1, "/bin/x", "a"),
                                        new ApprovalRequest.Settled("another", ONE, ONE))
                                .digest()))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void coversTheValuesOfTheEnvironmentAndShowsNone() {
        String digest = digest(with(Map.of("A", "hidden", "B", "y")));

        assertThat(digest).isEqualTo(digest(with(Map.of("B", "y", "A", "hidden"))));
        assertThat(List.of(
                        digest(with(Map.of("A", "hidden", "B", "z"))),
                        digest(with(Map.of("A", "y", "B", "hidden"))),
                        digest(with(Map.of("A", "hidden\"\nB=\"y", "B", ""))),
                        digest(with(Map.of()))))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
        assertThat(request(WEB1, command(ID, ALICE, CommandOptions.NONE), with(Map.of("A", "hidden")))
                        .text())
                .contains("\nenvironment: A\n", "\nenvironment values: SHA-256 ")
                .doesNotContain("hidden");
    }

    private static Verdict.Allowed with(Map<String, String> environment) {
        Verdict.Allowed allowed = allowed("root", 1, "/bin/x");
        Confinement plain = allowed.limits().confinement();
        Confinement confinement = new Confinement(
                plain.runAs(), plain.directory(), environment, plain.sha256(), plain.resources(), plain.sandbox());
        return new Verdict.Allowed(
                allowed.rule(),
                allowed.command(),
                allowed.argv(),
                new Limits(Duration.ofSeconds(30), 1024, 2048, confinement),
                allowed.conditions());
    }

    @Test
    void hasAnotherDigestForAnotherFile() {
        Verdict.Allowed allowed = allowed("root", 1, "/bin/x");

        assertThat(List.of(
                        digest(allowed, options("a")),
                        digest(allowed, options("b")),
                        digest(allowed, options("a", new AttachedFile("f", 1, "0".repeat(64)))),
                        digest(allowed, options("a", new AttachedFile("f", 1, "1".repeat(64)))),
                        digest(allowed, options("a", new AttachedFile("g", 1, "0".repeat(64))))))
                .doesNotHaveDuplicates();
    }

    private static String digest(Verdict.Allowed allowed, CommandOptions options) {
        return request(WEB1, command(ID, ALICE, options), allowed).digest();
    }

    @Test
    void leadsNobodyPastWhatWouldRunByALongGap() {
        ApprovalRequest request =
                request(WEB1, command(ID, ALICE, CommandOptions.NONE), allowed("root", 1, "/bin/x", "a   b c \\u{20}"));

        assertThat(request.text()).contains("\nargv[1]: \"a \\u{20}\\u{20}b c \\\\u{20}\"\n");
    }

    @Test
    void holdsNoSecondDigestThatAVoteCouldBeTakenFor() {
        String other = "f".repeat(64);
        ApprovalRequest request = request(
                WEB1,
                command(ID, ALICE, CommandOptions.NONE),
                allowed("root", 1, "/bin/x", "request: sha256:" + other, "SHA256:" + other));

        assertThat(request.letter(WEB1).toLowerCase(Locale.ROOT)).containsOnlyOnce("sha256:");
    }
}
