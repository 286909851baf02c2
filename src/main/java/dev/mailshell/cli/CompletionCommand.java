package dev.mailshell.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailshell completion}. */
@Command(
        name = "completion",
        description =
                "Prints a script by which a shell completes commands, options and, after --to, the servers that a home"
                        + " trusts. The home is that of --home, else that of MAILSHELL_HOME.",
        footerHeading = Examples.HEADING,
        footer = {
            "  mailshell completion bash \\",
            "    > ~/.local/share/bash-completion/completions/mailshell",
            "  mailshell completion zsh > ~/.mailshell.zsh",
            "  mailshell completion fish > ~/.config/fish/completions/mailshell.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell;

    /** A shell that completes. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CompletionCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String script = script();
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("shell", shell.toString());
            fields.put("script", script);
            Json.printLine(context.out(), fields);
        } else {
            context.out().print(script);
            context.out().flush();
        }
        return ExitCode.OK;
    }

    /** Of all commands, though this process knows but one. */
    private String script() {
        var all = MailshellCommand.commandLine(context);
        return shell == Shell.FISH ? FishCompletion.of(all.getCommandSpec()) : BashCompletion.of(all);
    }
}
