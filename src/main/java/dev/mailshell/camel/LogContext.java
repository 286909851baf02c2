package dev.mailshell.camel;

import dev.mailshell.ledger.OutboxEntry;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.CommandKey;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.MDC;

/** What the lines that this thread logs are about, until it leaves: the id of the command, and what the vault calls the mail. */
final class LogContext {

    private static final String COMMAND = "command";
    private static final String MAIL = "mail";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Optional<String> command = Optional.ofNullable(MDC.get(COMMAND));
    private final Optional<String> mail = Optional.ofNullable(MDC.get(MAIL));

    private LogContext() {}

    /** About what is known of an exchange by now. */
    static LogContext enter(Exchange exchange) {
        LogContext before = new LogContext();
        put(COMMAND, command(exchange));
        put(MAIL, Facts.STORED.find(exchange).map(StoredMail::name));
        return before;
    }

    /** About what a trail is told of as well: the id of a command or, before that is known, the name of a mail. */
    static LogContext enter(String subject) {
        LogContext before = new LogContext();
        put(ID.matcher(subject).matches() ? COMMAND : MAIL, Optional.of(subject));
        return before;
    }

    private static Optional<String> command(Exchange exchange) {
        return Facts.COMMAND_KEY
                .find(exchange)
                .or(() -> Facts.DELIVERING.find(exchange).map(OutboxEntry::key))
                .map(CommandKey::id)
                .or(() -> Facts.OUTGOING.find(exchange).map(outgoing -> outgoing.command()
                        .id()))
                .map(Object::toString);
    }

    /** About what it was before. */
    void leave() {
        put(COMMAND, command);
        put(MAIL, mail);
    }

    private static void put(String key, Optional<String> value) {
        value.ifPresentOrElse(known -> MDC.put(key, known), () -> MDC.remove(key));
    }
}
