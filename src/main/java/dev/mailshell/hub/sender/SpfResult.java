package dev.mailshell.hub.sender;

import java.util.Optional;

/**
 * Whether the domain of the envelope lets that client send (RFC 7208).
 *
 * @param identity which domain was asked
 * @param domain that one; empty if it is none that could be asked
 */
public record SpfResult(Outcome outcome, Identity identity, Optional<DomainName> domain) {

    /** Where the domain was taken from. */
    public enum Identity {
        /** The reverse-path. */
        MAIL_FROM("smtp.mailfrom"),
        /** The name of the client: there was no reverse-path. */
        HELO("smtp.helo");

        private final String property;

        Identity(String property) {
            this.property = property;
        }

        /** The name of its property in Authentication-Results. */
        String property() {
            return property;
        }
    }
}
