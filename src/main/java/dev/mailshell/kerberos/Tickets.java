package dev.mailshell.kerberos;

import dev.mailshell.config.FileState;
import dev.mailshell.config.KerberosClient;
import dev.mailshell.credential.RequestPause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;

/** The tickets of a principal: renewed some minutes before they end, and asked for less and less often while there are none. Safe for use by several threads. */
public final class Tickets {

    private static final Duration BEFORE_END = Duration.ofMinutes(5);

    private final KerberosClient client;
    private final InstantSource clock;
    private final KeytabLogin login;
    /** By service; the first ticket has the empty name. */
    private final Map<String, RequestPause<TicketFailure>> pauses = new HashMap<>();

    private Optional<KeytabLogin.Held> held = Optional.empty();
    private String keytab = "";

    /** Asks for nothing yet. */
    public Tickets(KerberosClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.login = new KeytabLogin(client);
    }

    /** Whose they are. */
    public String principal() {
        return client.principal();
    }

    /**
     * When the ticket ends that is used now.
     *
     * @throws TicketFailure if there is none
     */
    public synchronized Instant end() {
        current();
        return held.orElseThrow().end();
    }

    /**
     * Who has one that counts now.
     *
     * @throws TicketFailure if there is none; as long as an attempt has just failed, nobody is asked
     */
    synchronized Subject current() {
        Instant now = clock.instant();
        if (held.isEmpty() || !now.isBefore(due(held.get()))) {
            renew(now);
        }
        return held.orElseThrow().subject();
    }

    /** Some minutes before its end, or after half of a shorter life. */
    private static Instant due(KeytabLogin.Held ticket) {
        Duration life = Duration.between(ticket.since(), ticket.end());
        Duration rest = life.dividedBy(2).compareTo(BEFORE_END) < 0 ? life.dividedBy(2) : BEFORE_END;
        return ticket.end().minus(rest);
    }

    /** The old one as long as it counts, if there is no new one now. */
    private void renew(Instant now) {
        try {
            forgetRefusalsOfOldKeytab();
            requireMayAsk("", now);
            held = Optional.of(login.at(now));
            pause("").answered();
        } catch (LoginException e) {
            keepOr(failed(KdcError.of(e), "", now, e), now);
        } catch (TicketFailure e) {
            keepOr(e, now);
        }
    }

    private void keepOr(TicketFailure failure, Instant now) {
        if (held.filter(ticket -> now.isBefore(ticket.end())).isEmpty()) {
            throw failure;
        }
    }

    private void forgetRefusalsOfOldKeytab() {
        String state = FileState.of(client.keytab());
        if (!state.equals(keytab)) {
            keytab = state;
            pauses.clear();
        }
    }

    /** @throws TicketFailure the last one, as long as nobody is to be asked for a ticket for {@code service} */
    synchronized void requireMayAsk(String service) {
        requireMayAsk(service, clock.instant());
    }

    private void requireMayAsk(String service, Instant now) {
        pause(service).check(now);
    }

    /** There was a ticket for {@code service}. */
    synchronized void got(String service) {
        pause(service).answered();
    }

    /** There was no login with one for {@code service}, for the reason {@code cause}. */
    synchronized TicketFailure failed(String service, Throwable cause) {
        return failed(KdcError.of(cause), service, clock.instant(), cause);
    }

    private TicketFailure failed(KdcError error, String service, Instant now, Throwable cause) {
        TicketFailure failure =
                error.failure(client.principal(), Optional.of(service).filter(name -> !name.isEmpty()), cause);
        if (error.isFinal()) {
            pause(service).refused(failure, now);
        } else {
            pause(service).unanswered(failure, now);
        }
        return failure;
    }

    private RequestPause<TicketFailure> pause(String service) {
        return pauses.computeIfAbsent(service, name -> new RequestPause<>());
    }
}
