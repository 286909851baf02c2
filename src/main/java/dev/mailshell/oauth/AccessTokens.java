package dev.mailshell.oauth;

import dev.mailshell.config.Home;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.credential.RequestPause;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The access token of a home, renewed some minutes before it ends, by one process at a time: the others take what that one got. It is safe
 * for use by several threads.
 */
public final class AccessTokens {

    private final OAuthClient client;
    private final AuthorizationServer server;
    private final TokenFile file;
    private final InstantSource clock;
    private final RequestPause<TokenFailure> pause = new RequestPause<>();
    /** Got, and not on disk yet: what it was got by may count no more. */
    private Optional<Tokens> unwritten = Optional.empty();

    /** @param home whose folder for state exists before the first token is got */
    public AccessTokens(AuthorizationServer server, Home home, InstantSource clock) {
        this.client = server.client();
        this.server = server;
        this.file = new TokenFile(home.tokens());
        this.clock = clock;
    }

    /**
     * One that mail servers take now. It takes at most about a minute.
     *
     * @throws TokenFailure if there is none; as long as somebody has to log in, or an attempt has just failed, no server is asked
     */
    public synchronized String current() {
        try {
            Optional<String> fresh = known().flatMap(tokens -> tokens.fresh(clock.instant()));
            return fresh.isPresent() ? fresh.get() : renewed();
        } catch (IOException e) {
            throw new TokenFailure(
                    "the tokens in state/tokens.json cannot be used (" + e.getMessage() + ")",
                    "look at the folder state of the home: its owner, its modes, and whether there is room",
                    e);
        }
    }

    /**
     * Keeps what a login has brought, in the place of what was there.
     *
     * @throws IOException if it cannot be written
     */
    public void accept(TokenGrant grant) throws IOException {
        try (TokenFile.Lock lock = file.lock()) {
            lock.write(Tokens.of(client, grant, Optional.empty(), clock.instant()));
        }
    }

    /** What is kept for the client that the settings name now. */
    private Optional<Tokens> known() throws IOException {
        return file.read().filter(tokens -> tokens.isOf(client));
    }

    private String renewed() throws IOException {
        try (TokenFile.Lock lock = file.lock()) {
            writeUnwritten(lock);
            // Somebody else may have got it while we waited.
            Optional<Tokens> known = known();
            Instant now = clock.instant();
            Optional<String> fresh = known.flatMap(tokens -> tokens.fresh(now));
            return fresh.isPresent() ? fresh.get() : next(lock, known, now);
        }
    }

    /** A new one; the old one as long as it counts, if there is no new one now. */
    private String next(TokenFile.Lock lock, Optional<Tokens> known, Instant now) throws IOException {
        Map<String, String> grant = grant(known);
        try {
            pause.check(now);
            TokenGrant granted = ask(lock, grant, known, now);
            unwritten = Optional.of(Tokens.of(client, granted, known, now));
            writeUnwritten(lock);
            return granted.accessToken();
        } catch (TokenFailure e) {
            if (e.needsLogin()) {
                throw e;
            }
            return known.flatMap(tokens -> tokens.valid(now)).orElseThrow(() -> e);
        }
    }

    private void writeUnwritten(TokenFile.Lock lock) throws IOException {
        if (unwritten.isPresent()) {
            lock.write(unwritten.get());
            unwritten = Optional.empty();
        }
    }

    private Map<String, String> grant(Optional<Tokens> known) {
        if (client.application()) {
            return Map.of("grant_type", "client_credentials", "scope", client.scope());
        }
        String refresh = known.flatMap(Tokens::refreshToken)
                .orElseThrow(() -> TokenFailure.loginNeeded("nobody is logged in to the mail provider"));
        return Map.of("grant_type", "refresh_token", "refresh_token", refresh);
    }

    private TokenGrant ask(TokenFile.Lock lock, Map<String, String> grant, Optional<Tokens> known, Instant now)
            throws IOException {
        TokenAnswer answer;
        try {
            answer = server.token(grant);
        } catch (IOException e) {
            TokenFailure failure = unanswered(e.getMessage(), e);
            pause.unanswered(failure, now);
            throw failure;
        }
        if (answer instanceof TokenAnswer.Granted granted) {
            pause.answered();
            return granted.grant();
        }
        throw refused(lock, (TokenAnswer.Refused) answer, known, now);
    }

    private TokenFailure refused(TokenFile.Lock lock, TokenAnswer.Refused refusal, Optional<Tokens> known, Instant now)
            throws IOException {
        if (refusal.endsLogin() && !client.application()) {
            // Not tried again by anybody: a refresh token that is refused once is refused for good.
            lock.write(known.orElseThrow().ended());
            return TokenFailure.loginNeeded("the login to the mail provider has ended (" + refusal + ")");
        }
        if (refusal.isPassing()) {
            TokenFailure failure = unanswered(refusal.toString(), null);
            pause.unanswered(failure, now);
            return failure;
        }
        TokenFailure failure = new TokenFailure(
                "the authorization server refuses a token (" + refusal + ")",
                "correct the mailshell.oauth settings, or the application at the provider; it is asked again in 15 minutes");
        pause.refused(failure, now);
        return failure;
    }

    private TokenFailure unanswered(String why, IOException cause) {
        String host = client.tokenUrl().getHost();
        return new TokenFailure(
                "there is no token from " + host + " (" + why + ")",
                "it is asked again soon; see that this machine reaches " + host + " by https",
                cause);
    }
}
