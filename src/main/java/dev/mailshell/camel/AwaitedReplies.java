package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Expects mail as long as a command that was sent a moment ago has no answer. */
final class AwaitedReplies {

    private static final int MOST = 1000;

    private final Expectation mail;
    private final Set<Answer> awaited = new LinkedHashSet<>();

    private record Answer(UUID command, IdentityName server) {}

    AwaitedReplies(Expectation mail) {
        this.mail = mail;
    }

    /** One will come, if all is well. */
    synchronized void expect(UUID command, IdentityName server) {
        if (awaited.size() >= MOST) {
            awaited.remove(awaited.iterator().next());
        }
        awaited.add(new Answer(command, server));
        mail.soon();
    }

    synchronized void came(UUID command, IdentityName server) {
        awaited.remove(new Answer(command, server));
        if (awaited.isEmpty()) {
            mail.over();
        }
    }
}
