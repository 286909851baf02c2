package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Role;
import dev.mailshell.model.CommandRef;
import dev.mailshell.model.InvalidMessage;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** What the verbs have in common that look at the records of a client. */
final class RecordsOptions {

    @Mixin
    private CommonOptions common;

    CommonOptions common() {
        return common;
    }

    MailshellConfig config(CliContext context) throws CommandFailure, ConfigFailure, IOException {
        return Parties.load(common.home(context.environment()), Role.CLIENT, context.environment());
    }

    /** The command that a person means by {@code id}. */
    static SentCommand find(Records records, String id) throws CommandFailure, IOException {
        try {
            return records.find(CommandRef.of(id));
        } catch (InvalidMessage e) {
            throw new CommandFailure(
                    "that is no id of a command (was " + id + ", expected all of it, or at least its first 8 digits)",
                    "mailshell status shows the ids of the newest commands",
                    e);
        }
    }
}
