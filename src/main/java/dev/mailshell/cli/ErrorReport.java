package dev.mailshell.cli;

import dev.mailshell.camel.KnownFailure;
import dev.mailshell.hub.PortRefused;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints a failure as {@code error: fact} and {@code hint: what to do}; a stack trace only with {@code --debug}. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

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
        if (e instanceof PortRefused refused) {
            diagnostics.error(refused.getMessage(), refused.hint());
            return ExitCode.FAILURE;
        }
        List<KnownFailure> known = KnownFailure.in(e);
        known.forEach(failure -> diagnostics.error(failure.fact(), failure.hint()));
        if (known.isEmpty()) {
            diagnostics.error(Faults.describe(e), where);
        }
        return ExitCode.FAILURE;
    }
}
