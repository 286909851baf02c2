package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import java.util.UUID;

/**
 * What the files of a reply are called: the id of the command and, where it went to several servers, the server that answers.
 *
 * @param stem without an ending
 */
public record ReplyName(String stem) {

    /** The name for the answer of {@code server} to a command that went to so many servers. */
    public static ReplyName of(UUID command, IdentityName server, int servers) {
        return new ReplyName(servers == 1 ? command.toString() : command + "." + server);
    }

    static ReplyName of(Reply reply, int servers) {
        return of(reply.id(), reply.from(), servers);
    }

    /** The reply as the server wrote it. */
    public String json() {
        return stem + ".json";
    }

    /** The reply for a person. */
    public String text() {
        return stem + ".txt";
    }

    /** There while some parts of a reply have come and others have not: how many. */
    public String partial() {
        return stem + ".partial";
    }

    /** There if the reply does not fit what was seen of the server's audit log: in what way, and the evidence. */
    public String audit() {
        return stem + ".audit";
    }

    /** A stream that was too long for the reply itself. */
    public String attachment(String name) {
        return stem + "." + name;
    }
}
