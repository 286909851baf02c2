package dev.mailshell.policy;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides what each client may run; deny by default. Safe for use by several threads. */
public interface Policy {

    /** The most that {@link #offers} gives. */
    int MAX_OFFERS = 500;

    /** The verdict on one invocation by an authenticated client; never null. */
    Verdict decide(IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now);

    /**
     * What {@code client} may run, in the order of its roles, the first {@value #MAX_OFFERS} of it; nothing for one without an entry.
     */
    List<Offer> offers(IdentityName client);

    /** What it says of the server as a whole. */
    ServerSettings settings();

    /** How old a command may be. */
    default Duration maxAge() {
        return settings().maxAge();
    }

    /** How many commands may run at once. */
    default int concurrency() {
        return settings().concurrency();
    }

    /** Whether scripts that are signed and not encrypted may be commands. */
    default boolean acceptsSignedOnly() {
        return settings().signedOnly();
    }

    /** Bytes of all files that may be attached to one command. */
    default long maxInput() {
        return settings().maxInput();
    }
}
