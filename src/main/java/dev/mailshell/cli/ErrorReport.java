package dev.mailshell.cli;

import dev.mailshell.camel.LabRefused;
import dev.mailshell.camel.RouteProblem;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.hub.PortRefused;
import dev.mailshell.ledger.LedgerFailure;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints a failure as {@code error: fact} and {@code hint: what to do}; a stack trace only with {@code --debug}. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String STATE_HINT =
            "stop the server that uses the home, one at a time can; or look at the state folder";

    private final PrintStream err;
    private final Diagnostics diagnostics;

    ErrorReport(PrintStream err) {
        this.err = err;
        this.diagnostics = new Diagnostics(err);
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        UsageError usage = UsageError.of(e);
        diagnostics.error(usage.fact(), usage.hint());
        return ExitCode.FAILURE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        boolean debug = commandLine.getParseResult().hasMatchedOption("--debug");
        int exitCode = report(e, debug ? "" : "add --debug to see where");
        if (debug) {
            e.printStackTrace(err);
        }
        return exitCode;
    }

    /** The exit code; {@code where} is the hint for what nobody expected, and may be empty. */
    int report(Exception e, String where) {
        if (e instanceof CommandFailure failure) {
            diagnostics.error(failure.getMessage(), failure.hint());
            return failure.exitCode();
        }
        if (e instanceof ConfigFailure failure) {
            failure.problems()
                    .forEach(problem -> diagnostics.error(problem.place() + ": " + problem.fact(), problem.hint()));
        } else if (e instanceof KeyringFailure failure) {
            diagnostics.error(failure.getMessage(), failure.hint());
        } else if (e instanceof LabRefused refused) {
            diagnostics.error(refused.getMessage(), refused.hint());
        } else if (e instanceof PortRefused refused) {
            diagnostics.error(refused.getMessage(), refused.hint());
        } else if (e instanceof RouteProblem problem) {
            diagnostics.error(problem.place() + ": " + problem.getMessage(), problem.hint());
        } else if (e instanceof LedgerFailure failure) {
            diagnostics.error(failure.getMessage(), failure.hint().isEmpty() ? STATE_HINT : failure.hint());
        } else {
            diagnostics.error(Faults.describe(e), where);
        }
        return ExitCode.FAILURE;
    }
}
