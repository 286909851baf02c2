package dev.mailshell.camel;

import dev.mailshell.mime.Attachment;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.TreeHead;
import java.util.List;

/**
 * A command, or one part of it, on its way to one of the servers that it names.
 *
 * @param asked what it asks that server to prove of its audit log
 * @param attachments what of the attached files this part carries
 */
record OutgoingCommand(Command command, IdentityName server, List<TreeHead> asked, List<Attachment> attachments) {
    OutgoingCommand {
        asked = List.copyOf(asked);
        attachments = List.copyOf(attachments);
    }

    boolean isLast() {
        return command.part() == command.parts();
    }
}
