package dev.mailshell.human;

import dev.mailshell.model.Command;
import java.util.List;

/**
 * A command that a person typed.
 *
 * @param files what came with it; the command names each
 */
public record TypedCommand(Command command, List<InputFile> files) {

    /** Copies {@code files}. */
    public TypedCommand {
        files = List.copyOf(files);
    }
}
