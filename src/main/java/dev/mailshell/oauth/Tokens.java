package dev.mailshell.oauth;

import dev.mailshell.config.OAuthClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept between two questions.
 *
 * @param tokenUrl who has given it
 * @param clientId to whom
 * @param refreshToken what the next access token is got by; empty if that is over, or needs none
 * @param access empty if it is of no use
 */
record Tokens(String tokenUrl, String clientId, Optional<String> refreshToken, Optional<Access> access) {

    private static final Duration AHEAD = Duration.ofMinutes(5);

    /**
     * What is shown to mail servers.
     *
     * @param renewAt when the next one is to be got
     * @param endsAt when it does not count any more
     */
    record Access(String token, Instant renewAt, Instant endsAt) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** {@code grant} in the place of {@code before}: a server that gives no new refresh token means the old one to stay. */
    static Tokens of(OAuthClient client, TokenGrant grant, Optional<Tokens> before, Instant now) {
        Duration half = grant.lifetime().dividedBy(2);
        Instant ends = now.plus(grant.lifetime());
        return new Tokens(
                client.tokenUrl().toString(),
                client.clientId(),
                grant.refreshToken().or(() -> before.flatMap(Tokens::refreshToken)),
                Optional.of(
                        new Access(grant.accessToken(), ends.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD), ends)));
    }

    boolean isOf(OAuthClient client) {
        return tokenUrl.equals(client.tokenUrl().toString()) && clientId.equals(client.clientId());
    }

    /** When the login has ended. */
    Tokens ended() {
        return new Tokens(tokenUrl, clientId, Optional.empty(), Optional.empty());
    }

    /** The access token, unless it is time for the next one. */
    Optional<String> fresh(Instant now) {
        return access.filter(known -> now.isBefore(known.renewAt())).map(Access::token);
    }

    /** The access token as long as it counts. */
    Optional<String> valid(Instant now) {
        return access.filter(known -> now.isBefore(known.endsAt())).map(Access::token);
    }

    @Override
    public String toString() {
        return "***";
    }
}
