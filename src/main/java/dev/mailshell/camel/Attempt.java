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

    /** Those that have the command. */
    Set<IdentityName> reached() {
        return Set.copyOf(submitted);
    }

    /** Why the others do not have it. */
    List<Unsent> unsent() {
        return List.copyOf(unsent);
    }
}
