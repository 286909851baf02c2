package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The calls of {@code mailshell} that a document prints. */
final class DocumentedCalls {

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern CALL = Pattern.compile("(?m)^(?:\\$ )?(?:\\./|/opt/mailshell/)?mailshell (.*)$");
    private static final Pattern ONLY_NAMES = Pattern.compile("[a-z |]+");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** It is as large as all verbs together, and forgets each call at the next. */
    private static final CommandLine PROGRAM = MailshellCommand.commandLine(
            new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), System.out, System.err));

    private DocumentedCalls() {}

    /** What follows {@code mailshell} in each call that a document has in a block or in its text. */
    static List<String> in(String document) {
        List<String> calls = new ArrayList<>();
        CODE_BLOCK.matcher(document).results().forEach(block -> calls.addAll(inCode(block.group(1))));
        String prose = CODE_BLOCK.matcher(document).replaceAll("");
        CODE_SPAN.matcher(prose).results().forEach(span -> calls.addAll(inCode(span.group(1))));
        // In prose, a name without options speaks of a command and does not call it.
        calls.removeIf(call -> ONLY_NAMES.matcher(call).matches());
        return calls;
    }

    static List<String> inCode(String code) {
        return CALL.matcher(code).results().map(match -> match.group(1)).toList();
    }

    /** As the program itself takes the call; fails if it does not. */
    static synchronized CommandLine.ParseResult parsed(String call) {
        CommandLine.ParseResult result = PROGRAM.parseArgs(words(call).toArray(String[]::new));
        assertThat(result.hasSubcommand() || result.isUsageHelpRequested()).isTrue();
        return result;
    }

    /** As a shell splits it: quotes hold together, a comment ends the line, and so does where the output goes. */
    static List<String> words(String call) {
        return WORD.matcher(call.replaceFirst("\\s#.*", "").replaceFirst("\\s> \\S+$", ""))
                .results()
                .map(DocumentedCalls::unquoted)
                .toList();
    }

    private static String unquoted(MatchResult word) {
        return word.group(1) != null ? word.group(1) : word.group(2);
    }
}
