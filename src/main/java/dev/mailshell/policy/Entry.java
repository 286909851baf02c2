package dev.mailshell.policy;

import java.util.Optional;

/**
 * What a policy says of any command.
 *
 * @param name an {@link EntryName}
 * @param title what it does, for people
 * @param profile how it runs
 * @param terms what it demands of whoever runs it
 * @param sha256 the digest that its program must have, in lower-case hex; empty for any
 * @param consent whose consent it takes; empty for nobody's
 */
public record Entry(
        String name,
        Optional<String> title,
        RunProfile profile,
        Terms terms,
        Optional<String> sha256,
        Optional<Consent> consent) {

    /** @throws IllegalArgumentException if {@code name} has another form */
    public Entry {
        EntryName.require(name);
    }

    /** One that has a name and a title only. */
    public static Entry of(String name, Optional<String> title) {
        return new Entry(name, title, RunProfile.NONE, Terms.NONE, Optional.empty(), Optional.empty());
    }
}
