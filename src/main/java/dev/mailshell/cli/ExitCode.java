package dev.mailshell.cli;

import java.util.Map;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code mailshell} exits with, other than the remote command's own code. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;
    /** The audit log is not what it was. */
    static final int TAMPERED = 1;
    /** Ended by Ctrl-C (128 and the number of SIGINT, as shells have it); what was sent goes on. */
    static final int INTERRUPTED = 130;
    /** The command was called back. */
    static final int CANCELLED = 252;
    /** No answer came in time. */
    static final int NO_ANSWER = 253;
    /** The server refused the command. */
    static final int DENIED = 254;
    /** Our own failure, wrong usage too. */
    static final int FAILURE = 255;

    /** The one table: the help, the manual pages and docs/using.md have it. */
    static final Map<String, String> TABLE = UsageMessageSpec.keyValuesMap(
            "0:Done; doctor: nothing failed, though there may be warnings.",
            "0-255:send --wait and demo: the remote command's own code; of several servers the first that is not 0. A"
                    + " command that itself ends with 252 to 255 looks like ours, as with ssh; only --json tells which it was.",
            "1:audit verify: the audit log is not what it was.",
            "130:send: interrupted by Ctrl-C; what was sent stays in flight.",
            "252:send --wait: the command was cancelled.",
            "253:send --wait: no answer came in time; it is filed when it comes, if a client runs.",
            "254:send --wait: the command was denied, or it expired; policy explain: it would be denied.",
            "255:Our own failure (usage, settings, keys, mail), or the command ended without a code (timed out,"
                    + " interrupted); doctor: something failed.");

    private ExitCode() {}

    /** Adds the one table of exit codes to a help text. */
    static void explainIn(UsageMessageSpec help) {
        help.exitCodeListHeading("%nExit codes:%n");
        help.exitCodeList(TABLE);
    }
}
