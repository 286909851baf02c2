package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import java.time.Instant;

/** What the policy needs to know of the past. */
@FunctionalInterface
public interface History {

    /** How many commands of {@code client} were accepted at or after {@code since}, the one in question included. */
    int acceptedSince(IdentityName client, Instant since);
}
