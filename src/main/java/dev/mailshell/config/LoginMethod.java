package dev.mailshell.config;

import java.util.Locale;

/** How a party proves to its mail servers that an account is its own. */
public enum LoginMethod {
    /** By a password, or an app password. */
    PASSWORD,
    /** By the token of a person who logs in once (OAuth 2.0, RFC 6749). */
    OAUTH,
    /** By the token of an application that was given the mailbox (RFC 6749 section 4.4). */
    OAUTH_APP,
    /** By a Kerberos ticket that is got with a keytab (SASL GSSAPI, RFC 4752). */
    KERBEROS,
    /** By the certificate that this party shows in TLS (SASL EXTERNAL, RFC 4422). */
    CERTIFICATE;

    /** Whether tokens are the proof. */
    boolean byToken() {
        return this == OAUTH || this == OAUTH_APP;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
