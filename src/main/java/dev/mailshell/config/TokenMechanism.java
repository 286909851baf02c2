package dev.mailshell.config;

import java.util.Locale;

/** How a token is shown to mail servers. */
public enum TokenMechanism {
    /** As Google has specified it; what Google and Microsoft take. */
    XOAUTH2,
    /** The standard (RFC 7628). */
    OAUTHBEARER;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
