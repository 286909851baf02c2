package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The commands that are about the connection, and those that there are not. */
final class SessionCommands {

    // Host names as they are, underscores too, and address literals.
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    private final SmtpdConfiguration configuration;

    SessionCommands(SmtpdConfiguration configuration) {
        this.configuration = configuration;
    }

    List<Verb> verbs() {
        Stream<Verb> own = Stream.of(
                new Verb("EHLO", conversation -> greet(conversation, capabilities(conversation))),
                new Verb("HELO", conversation -> greet(conversation, List.of(configuration.getHostName()))),
                new Verb("STARTTLS", this::startTls),
                new Verb("RSET", SessionCommands::reset),
                new Verb("NOOP", conversation -> Reply.of(250, "2.0.0", "ok")),
                new Verb("QUIT", conversation -> Reply.of(221, "2.0.0", "bye").thenEnd()));
        Stream<Verb> others = Stream.of("VRFY", "EXPN", "HELP", "ETRN", "ATRN", "TURN", "BDAT", "SEND", "SOML", "SAML")
                .map(name -> new Verb(name, conversation -> Reply.of(502, "5.5.1", "this server does not do that")));
        return Stream.concat(own, others).toList();
    }

    private static Reply greet(Conversation conversation, List<String> lines) {
        String name = conversation.arguments();
        if (!NAME.matcher(name).matches()) {
            return Reply.of(501, "5.5.4", "write the name of your host");
        }
        conversation.greet(name);
        return new Reply(250, lines, false);
    }

    private List<String> capabilities(Conversation conversation) {
        List<String> lines = new ArrayList<>(List.of(
                configuration.getHostName(),
                "PIPELINING",
                "SIZE " + configuration.getMaxMessageSize(),
                "8BITMIME",
                "ENHANCEDSTATUSCODES"));
        if (!conversation.isSecure()) {
            lines.add("STARTTLS");
        } else if (configuration.isAuth()) {
            lines.add("AUTH PLAIN LOGIN");
        }
        return lines;
    }

    private Reply startTls(Conversation conversation) throws IOException {
        if (!conversation.arguments().isEmpty()) {
            return Reply.of(501, "5.5.4", "STARTTLS stands alone");
        }
        if (conversation.isSecure()) {
            return Reply.of(503, "5.5.1", "there is TLS already");
        }
        if (conversation.wire().hasMore()) {
            return Reply.of(503, "5.5.1", "nothing may follow STARTTLS").thenEnd();
        }
        Optional<SSLContext> keys = conversation.tlsKeys();
        if (keys.isEmpty()) {
            return Reply.of(454, "4.7.0", "there is no TLS at this moment");
        }
        conversation.say(Reply.of(220, "2.0.0", "go ahead"));
        conversation.secure(keys.get());
        conversation.forget();
        return Reply.NONE;
    }

    private static Reply reset(Conversation conversation) {
        conversation.endTransaction();
        return Reply.of(250, "2.0.0", "ok");
    }
}
