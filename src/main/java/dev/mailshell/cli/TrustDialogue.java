package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.model.IdentityName;

/** What a person is asked before a home trusts keys, and is told afterwards. */
record TrustDialogue(CliContext context) {

    /**
     * Asks {@code question} at the terminal.
     *
     * @param withoutTerminal what to do where there is none
     * @param declined what to do after another answer
     * @throws CommandFailure unless the answer is yes
     */
    void confirm(String question, String withoutTerminal, String declined) throws CommandFailure {
        Terminal terminal = context.terminal()
                .get()
                .orElseThrow(() -> new CommandFailure(
                        "nothing is added: there is no terminal to confirm the fingerprint on", withoutTerminal));
        if (!terminal.ask(question).strip().equalsIgnoreCase("yes")) {
            throw new CommandFailure("nothing is added: the answer was not yes", declined);
        }
    }

    /** When the server of {@code home} knows the keys of {@code client}, and what it lets that one run. */
    void sayNextAtServer(Home home, IdentityName client) throws ConfigFailure {
        context.err().println("a running server reads it with its next mail; no restart is needed for a key");
        if (!PolicyFile.load(home.policy()).rules().knows(client)) {
            context.err()
                    .println("next: " + client + " may run nothing yet; add an entry under clients: in policy.yaml");
        }
    }
}
