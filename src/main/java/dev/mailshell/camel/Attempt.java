package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One attempt at a command file: which servers have its command by now, and why the others do not. For one thread. */
final class Attempt {

    private final Set<IdentityName> submitted;
    private final List<Unsent> unsent = new ArrayList<>();

    /** @param submitted those that an earlier attempt reached */
    Attempt(Collection<IdentityName> submitted) {
        this.submitted = new LinkedHashSet<>(submitted);
    }

    void submitted(IdentityName server) {
        submitted.add(server);
    }

    void failed(Unsent why) {
        unsent.add(why);
    }

    /** Whether something of the command could not be sent to that server. */
    boolean hasFailed(IdentityName server) {
        return unsent.stream()
                .anyMatch(why -> why.server().filter(server::equals).isPresent());
    }

    /** Those that have the command. */
    Set<IdentityName> reached() {
        return Set.copyOf(submitted);
    }

    /** Why the others do not have it. */
    List<Unsent> unsent() {
        return List.copyOf(unsent);
    }
}
