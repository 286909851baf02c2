package dev.mailshell.camel;

import dev.mailshell.model.Reply;
import java.nio.file.Path;
import java.util.Map;

/**
 * A reply and the files that ride with it.
 *
 * @param attachments file by the name that the reply calls it
 */
record ComposedReply(Reply reply, Map<String, Path> attachments) {
    ComposedReply {
        attachments = Map.copyOf(attachments);
    }
}
