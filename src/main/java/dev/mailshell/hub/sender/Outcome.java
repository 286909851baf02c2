package dev.mailshell.hub.sender;

import java.util.Locale;

/** What a method has found out, in the words of RFC 8601 section 2.7. No method has all of them. */
public enum Outcome {
    NONE,
    PASS,
    FAIL,
    SOFTFAIL,
    NEUTRAL,
    /** It can be read, and is not accepted here. */
    POLICY,
    /** Another try may find more. */
    TEMPERROR,
    PERMERROR;

    /** As it is written in a header field. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
