package dev.mailshell.crypto;

import java.time.Duration;

/** How long keys that we make are valid. */
public final class NewKeys {

    /** From the moment that they are made. */
    public static final Duration VALIDITY = Duration.ofDays(730);

    /** And before: a peer whose clock is slow by some hours is to learn that from an answer, and not to hear nothing. */
    public static final Duration HEAD_START = Duration.ofDays(1);

    private NewKeys() {}
}
