package dev.mailshell.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * What an authorization server has given us (RFC 6749 section 5.1).
 *
 * @param accessToken of printable ASCII
 * @param lifetime how long it counts from now on, 1 s to 1 day
 * @param refreshToken what the next one is got by; empty if the server has not given one
 */
public record TokenGrant(String accessToken, Duration lifetime, Optional<String> refreshToken) {

    /** Nothing of it is for eyes. */
    @Override
    public String toString() {
        return "***";
    }
}
