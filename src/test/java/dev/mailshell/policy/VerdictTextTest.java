package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTextTest {

    private static final Conditions ALL = new Conditions(
            Optional.of("JBSWY3DPEHPK3PXP"),
            Optional.of(new ApprovalRule(
                    2,
                    Set.of(new IdentityName("dave"), new IdentityName("bob"), new IdentityName("carol")),
                    Duration.ofHours(1))),
            List.of(new Conditions.Slot("commands.backup", 1)),
            List.of(new Conditions.Quota("roles.operator", "30/min", 12)));

    @Test
    void saysWhatWouldRun() {
        Limits limits = new Limits(Duration.ofSeconds(30), 65_536, 10_485_760, Confinement.NONE);
        List<String> argv = List.of("/bin/echo", "a b", "", "\"\\\n\t\r", "é\u202e\u001b");

        assertThat(VerdictText.of(new Verdict.Allowed(
                        "roles.operator allows commands.echo", "echo", argv, limits, Conditions.NONE)))
                .containsExactly(
                        "verdict: allowed",
                        "rule: roles.operator allows commands.echo",
                        "argv[0]: \"/bin/echo\"",
                        "argv[1]: \"a b\"",
                        "argv[2]: \"\"",
                        "argv[3]: \"\\\"\\\\\\n\\t\\r\"",
                        "argv[4]: \"\\u{e9}\\u{202e}\\u{1b}\"",
                        "user: the server's own",
                        "timeout: 30s",
                        "output: at most 10MiB of each stream, up to 64KiB in the reply itself");
    }

    @Test
    void saysHowItIsConfinedAndWhatItStillNeeds() {
        Confinement confinement = new Confinement(
                Optional.of("backup"),
                Optional.of("/srv/my data"),
                Map.of("TOKEN", "secret value", "LANG", "C"),
                Optional.of("ab".repeat(32)),
                new Resources(
                        Optional.of(Duration.ofSeconds(5)),
                        OptionalLong.of(1 << 20),
                        OptionalInt.of(8),
                        OptionalLong.of(1 << 10),
                        OptionalInt.of(16)),
                Optional.of(new Sandbox(Sandbox.Tool.BUBBLEWRAP, false, List.of("/srv/a", "/srv/b"))));
        Limits limits = new Limits(Duration.ofSeconds(30), 65_536, 10_485_760, confinement);

        assertThat(VerdictText.of(new Verdict.Allowed("rule", "backup", List.of("/bin/true"), limits, ALL)))
                .containsExactly(
                        "verdict: allowed",
                        "rule: rule",
                        "argv[0]: \"/bin/true\"",
                        "user: backup",
                        "directory: \"/srv/my data\"",
                        "environment: LANG, TOKEN",
                        "sha256 of the program: " + "ab".repeat(32),
                        "timeout: 30s",
                        "output: at most 10MiB of each stream, up to 64KiB in the reply itself",
                        "limits: cpu 5s, memory 1MiB, processes 8, file-size 1KiB, open-files 16",
                        "sandbox: bubblewrap, without the network, may write \"/srv/a\", may write \"/srv/b\"",
                        "requires: a one-time code",
                        "requires: the consent of 2 of bob, carol, dave, within 1h",
                        "at once: at most 1 by commands.backup",
                        "rate: 30/min by roles.operator, 12 more after it");
    }

    @Test
    void saysThatASandboxHasTheNetwork() {
        Confinement confinement = new Confinement(
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Resources.UNLIMITED,
                Optional.of(new Sandbox(Sandbox.Tool.SYSTEMD_RUN, true, List.of())));
        Limits limits = new Limits(Duration.ofSeconds(30), 65_536, 10_485_760, confinement);

        assertThat(VerdictText.of(new Verdict.Allowed("rule", "x", List.of("/bin/true"), limits, Conditions.NONE)))
                .contains("sandbox: systemd-run, with the network")
                .noneMatch(line -> line.startsWith("limits:") || line.startsWith("requires:"));
    }

    @Test
    void saysWhatTheServerAnswersItself() {
        Conditions conditions = new Conditions(ALL.totp(), Optional.empty(), List.of(), ALL.quotas());
        Verdict own = new Verdict.Answered("roles.all allows jobs", new BuiltIn.Jobs(), false, conditions);
        Verdict all = new Verdict.Answered("roles.all allows jobs", new BuiltIn.Jobs(), true, Conditions.NONE);

        assertThat(VerdictText.of(own))
                .containsExactly(
                        "verdict: allowed",
                        "rule: roles.all allows jobs",
                        "runs: nothing; the server answers itself, from commands of this client",
                        "requires: a one-time code",
                        "rate: 30/min by roles.operator, 12 more after it");
        assertThat(VerdictText.of(all))
                .hasSize(3)
                .contains("runs: nothing; the server answers itself, from commands of all clients");
    }

    @Test
    void saysWhyNothingWouldRun() {
        Explanation why = new Explanation(Reason.NOT_ALLOWED, "no role of bob allows this line", "allowed are: uptime");

        assertThat(VerdictText.of(new Verdict.Denied("clients.bob", why)))
                .containsExactly(
                        "verdict: denied (NOT_ALLOWED)",
                        "rule: clients.bob",
                        "reason: no role of bob allows this line",
                        "hint: allowed are: uptime");
    }
}
