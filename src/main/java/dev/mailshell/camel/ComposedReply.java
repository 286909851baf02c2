package dev.mailshell.camel;

import dev.mailshell.mime.Attachment;
import dev.mailshell.model.Reply;
import java.util.List;

/**
 * A reply, not yet cut into parts, and the files that ride with it.
 *
 * @param attachments each under the name that a stream of the reply calls it
 */
record ComposedReply(Reply reply, List<Attachment> attachments) {
    ComposedReply {
        attachments = List.copyOf(attachments);
    }
}
