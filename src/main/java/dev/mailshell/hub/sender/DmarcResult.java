package dev.mailshell.hub.sender;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether the domain of From stands behind the mail (RFC 9989).
 *
 * @param author the domain of From; empty if From does not name exactly one
 * @param policy what that domain asks for if not; {@code NONE} as long as its record is not known
 */
public record DmarcResult(Outcome outcome, Optional<DomainName> author, Policy policy) {

    /** What is to become of mail that fails. */
    public enum Policy {
        NONE,
        QUARANTINE,
        REJECT;

        /** As it is written in a record. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
