package dev.mailshell.hub.smtp;

/** How a connection becomes confidential. */
public enum TlsMode {

    /** From its first byte, as on port 465 (RFC 8314). */
    IMPLICIT,

    /** By the command STARTTLS, as on ports 587 and 25 (RFC 3207). */
    STARTTLS
}
