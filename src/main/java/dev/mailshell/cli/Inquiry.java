package dev.mailshell.cli;

import dev.mailshell.config.Home;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks servers by a built-in command, as a person would.
 *
 * @param patience how long for the answers, as for {@code send --wait}
 */
record Inquiry(CliContext context, Home home, boolean json, String patience) {

    /** The exit code of {@code send}. */
    int ask(List<String> servers, String question) {
        List<String> send = new ArrayList<>(List.of(
                "send", "--home", home.directory().toString(), "--to", String.join(",", servers), "--wait", patience));
        if (json) {
            send.add("--json");
        }
        send.addAll(List.of("--", question));
        String[] args = send.toArray(String[]::new);
        return MailshellCommand.commandLine(context, args).execute(args);
    }
}
