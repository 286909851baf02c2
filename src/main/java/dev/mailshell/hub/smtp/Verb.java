package dev.mailshell.hub.smtp;

import java.io.IOException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.Session;

/**
 * A command in place of SubEtha's own, which repeat what a stranger wrote, disregard parameters that they do not know and take
 * sizes for numbers that fit.
 */
final class Verb implements Command {

    private final String name;
    private final Action action;

    /** What a command does. */
    @FunctionalInterface
    interface Action {

        /** Says what to answer. */
        Reply on(Conversation conversation) throws IOException;
    }

    Verb(String name, Action action) {
        this.name = name;
        this.action = action;
    }

    @Override
    public void execute(String verb, Session session) {
        Conversation conversation = ((Wire) session.getSocket()).conversation();
        conversation.answer(() -> action.on(conversation));
    }

    @Override
    public HelpMessage getHelp() {
        return new HelpMessage(name, "");
    }

    @Override
    public String getName() {
        return name;
    }
}
