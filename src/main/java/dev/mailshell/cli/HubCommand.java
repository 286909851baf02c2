package dev.mailshell.cli;

import dev.mailshell.camel.Counters;
import dev.mailshell.camel.LoggedTrail;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.camel.PolicyWatch;
import dev.mailshell.camel.Surroundings;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.hub.MailshellHub;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell hub}. */
@Command(
        name = "hub",
        description =
                "Runs a mail server of one's own, and a Mail Shell server in the same process. Prints a line that begins with \"ready\""
                        + " (--json: an object whose ready is true) once both can be used; runs until it is stopped.",
        synopsisSubcommandLabel = "[COMMAND]",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell hub --home homes/hub",
            "  mailshell hub user list --home homes/hub",
            "  mailshell hub status --home homes/hub"
        })
final class HubCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ReadyFile readyFile;

    private HubCommand(CliContext context) {
        this.context = context;
    }

    static CommandLine commandLine(CliContext context) {
        return new CommandLine(new HubCommand(context))
                .addSubcommand(HubUserCommand.commandLine(context))
                .addSubcommand(new HubStatusCommand(context));
    }

    @Override
    public Integer call() throws Exception {
        MailshellConfig config = Parties.load(common.home(context.environment()), Role.HUB, context.environment());
        readyFile.clear();
        // Before anything is made: a policy with an error is no reason for a folder.
        try (PolicyWatch watch = PolicyWatch.open(config.home().policy());
                ManagementPort management = ManagementPort.bind(config)) {
            config.home().create(config.role());
            Logs.inFolder(config.home().logs(), common.debug(), config.logFormat());
            MailshellServer.warnOfRoot();
            MailshellHub hub = MailshellHub.start(
                    config,
                    watch.begin(),
                    new Surroundings(context.clock(), context.random(), new LoggedTrail(), new Counters()));
            management.serve(hub::observed);
            UntilStopped.run(readyFile, () -> {}, () -> sayReady(config, hub), hub::close);
        }
        return ExitCode.OK;
    }

    private void sayReady(MailshellConfig config, MailshellHub hub) {
        Map<String, Integer> ports = ports(hub);
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("ready", true);
            fields.put("name", config.identity().name().value());
            fields.put("ports", ports);
            Json.printLine(context.out(), fields);
        } else {
            String text = ports.entrySet().stream()
                    .map(port -> port.getKey() + " on port " + port.getValue())
                    .collect(Collectors.joining(", "));
            context.out().println("ready " + config.identity().name() + ", " + (text.isEmpty() ? "no port" : text));
        }
        hub.prepare();
    }

    private static Map<String, Integer> ports(MailshellHub hub) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        add("SMTPS", hub.smtpsPort(), ports);
        add("POP3S", hub.pop3sPort(), ports);
        add("submission", hub.submissionPort(), ports);
        add("SMTP", hub.smtpPort(), ports);
        return ports;
    }

    private static void add(String name, OptionalInt port, Map<String, Integer> ports) {
        port.ifPresent(number -> ports.put(name, number));
    }
}
