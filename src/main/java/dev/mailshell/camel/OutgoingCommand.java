package dev.mailshell.camel;

import dev.mailshell.mime.Attachment;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import java.util.List;

/**
 * A command, or one part of it, on its way to one of the servers that it names.
 *
 * @param attachments what of the attached files this part carries
 */
record OutgoingCommand(Command command, IdentityName server, List<Attachment> attachments) {
    OutgoingCommand {
        attachments = List.copyOf(attachments);
    }

    boolean isLast() {
        return command.part() == command.parts();
    }
}
