package dev.mailshell.e2e;

import dev.mailshell.model.MailAddress;
import java.util.Map;

/** Where mailboxes come from: the mail server of the demonstration, or a real one. */
@FunctionalInterface
public interface Mailboxes {

    /** A mailbox for {@code address}; the settings, as environment variables, of whoever uses it. */
    Map<String, String> add(MailAddress address);
}
