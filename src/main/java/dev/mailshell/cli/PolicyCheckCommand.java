package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.policy.RuleBook;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell policy check}. */
@Command(
        name = "check",
        description =
                "Checks a policy without starting anything: prints all errors at once, or what is in it and warnings.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell policy check --home homes/web1", "  mailshell policy check homes/web1/policy.yaml"})
final class PolicyCheckCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to check (default: policy.yaml in the home).")
    private Path file;

    PolicyCheckCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws ConfigFailure {
        PolicyFile policy = PolicyFile.load(
                file == null ? common.home(context.environment()).policy() : file);
        if (common.json()) {
            Json.print(context.out(), json(policy));
        } else {
            print(policy);
        }
        return ExitCode.OK;
    }

    private void print(PolicyFile policy) {
        Diagnostics diagnostics = new Diagnostics(context.err());
        policy.warnings()
                .forEach(warning -> diagnostics.warning(warning.place() + ": " + warning.fact(), warning.hint()));
        context.out().println("ok: " + policy.rules());
    }

    private static Map<String, Object> json(PolicyFile policy) {
        RuleBook.Size size = policy.rules().size();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("commands", size.commands());
        fields.put("roles", size.roles());
        fields.put("clients", size.clients());
        fields.put(
                "warnings",
                policy.warnings().stream().map(PolicyCheckCommand::json).toList());
        return fields;
    }

    private static Map<String, Object> json(Problem warning) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", warning.place());
        fields.put("fact", warning.fact());
        fields.put("hint", warning.hint());
        return fields;
    }
}
