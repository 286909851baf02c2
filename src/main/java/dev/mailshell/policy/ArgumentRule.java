package dev.mailshell.policy;

import java.util.Optional;

/**
 * What an argument of a catalog command may be.
 *
 * @param name an {@link EntryName}
 * @param title for people
 * @param pattern what a value must match as a whole
 * @param defaultValue what stands for a value that is not given
 */
public record ArgumentRule(String name, Optional<String> title, ValuePattern pattern, Optional<String> defaultValue) {

    /** @throws IllegalArgumentException if the default does not match the pattern, or the name has another form */
    public ArgumentRule {
        EntryName.require(name);
        if (defaultValue.isPresent() && pattern.match(defaultValue.get()) != ValuePattern.Match.FITS) {
            throw new IllegalArgumentException("the default of " + name + " does not match its pattern");
        }
    }
}
