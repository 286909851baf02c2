package dev.mailshell.cli;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellLab;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.config.Role;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell lab}. */
@Command(
        name = "lab",
        description =
                "INSECURE, for teaching only: a server that takes commands as plain mail and believes From. Runs only with"
                        + " mail servers on this machine, and with"
                        + " MAILSHELL_LAB=i-understand-this-is-insecure in the environment; see docs/lab.md.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell lab --home lab-homes/web1"})
final class LabCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    LabCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.SERVER, context.environment());
        PolicyFile policy = PolicyFile.load(config.home().policy());
        config.home().create(config.role());
        Logs.inFolder(config.home().logs(), common.debug());
        MailshellServer lab = MailshellLab.start(
                config,
                policy.rules(),
                new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters()),
                context.environment());
        UntilStopped.run(lab::awaitReady, () -> sayReady(config), lab::close);
        return ExitCode.OK;
    }

    private void sayReady(MailshellConfig config) {
        if (common.json()) {
            Json.printLine(context.out(), Map.of("ready", true, "insecure", true));
            return;
        }
        context.out()
                .println("ready, an INSECURE LAB: " + config.identity().name() + " runs what anybody writes to "
                        + config.identity().address());
    }
}
