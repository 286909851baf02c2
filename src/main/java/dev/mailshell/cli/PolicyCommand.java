package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.config.PolicyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mailshell policy}. */
@Command(
        name = "policy",
        description = "Look at what clients may run.",
        mixinStandardHelpOptions = true,
        subcommands = PolicyCommand.Check.class)
final class PolicyCommand {

    /** {@code mailshell policy check}: all errors at once, or a count and the warnings. */
    @Command(
            name = "check",
            description = "Check a policy without starting anything; exit 0 if it is valid, 255 if not.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {

        private static final int VALID = 0;
        private static final int INVALID = 255;

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--home",
                paramLabel = "DIR",
                defaultValue = "${env:MAILSHELL_HOME:-.}",
                description = "The home whose policy.yaml is checked (default: $MAILSHELL_HOME, or here).")
        private Path home;

        @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "Another file to check instead.")
        private Path file;

        @Override
        public Integer call() {
            try {
                PolicyFile policy = PolicyFile.load(file == null ? home.resolve("policy.yaml") : file);
                policy.warnings().forEach(warning -> print("warning", warning));
                spec.commandLine().getOut().println("ok: " + policy.rules());
                return VALID;
            } catch (ConfigFailure failure) {
                failure.problems().forEach(problem -> print("error", problem));
                return INVALID;
            }
        }

        private void print(String level, Problem problem) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(level + ": " + problem.place() + ": " + problem.fact());
            if (!problem.hint().isEmpty()) {
                err.println("hint: " + problem.hint());
            }
        }
    }
}
