package dev.mailshell.oauth;

import java.time.Duration;

/** What all logins of a person have in common. */
final class Logins {

    private Logins() {}

    /** @throws LoginRefused if {@code grant} ends with its access token */
    static TokenGrant lasting(TokenGrant grant) throws LoginRefused {
        if (grant.refreshToken().isEmpty()) {
            throw new LoginRefused(
                    "the provider gives no refresh token, so that the login would end soon",
                    "see that mailshell.oauth.scope asks for one, as offline_access does, and that the application may have it");
        }
        return grant;
    }

    static LoginRefused refused(TokenAnswer.Refused refusal) {
        return new LoginRefused(
                "the login is refused (" + refusal + ")",
                "log in as the owner of the mailbox and agree; correct mailshell.oauth.client-id if that is what is refused");
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
