package dev.mailshell.kerberos;

import dev.mailshell.sasl.SaslAccount;
import dev.mailshell.sasl.SaslLogin;
import java.io.IOException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.ietf.jgss.GSSException;

/**
 * Logs in by SASL GSSAPI (RFC 4752), for authentication alone: TLS protects what is said. The mail server proves as well who it is, and finds out from
 * the ticket whose account it is.
 */
public final class KerberosLogin implements SaslLogin {

    private static final String MECHANISM = "GSSAPI";
    private static final Map<String, String> PROPERTIES = Map.of(Sasl.QOP, "auth", Sasl.SERVER_AUTH, "true");

    private final Tickets tickets;

    /** With {@code tickets}, which are asked for when they are needed. */
    public KerberosLogin(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public void prepare() {
        tickets.current();
    }

    @Override
    public Optional<String> prove(SaslAccount account, Talk talk) throws IOException {
        String principal = account.service() + "/" + account.host();
        tickets.requireMayAsk(principal);
        Subject subject = tickets.current();
        PrivilegedExceptionAction<Optional<String>> proof = () -> talk(account, talk);
        try {
            Optional<String> refusal = Subject.doAs(subject, proof);
            tickets.got(principal);
            return refusal;
        } catch (PrivilegedActionException e) {
            IOException failure = (IOException) e.getException();
            if (gss(failure).isPresent()) {
                throw tickets.failed(principal, failure);
            }
            throw failure;
        }
    }

    private static Optional<String> talk(SaslAccount account, Talk talk) throws IOException {
        SaslClient client = Sasl.createSaslClient(
                new String[] {MECHANISM}, null, account.service(), account.host(), PROPERTIES, callbacks -> {});
        try {
            return talk.with(client);
        } finally {
            client.dispose();
        }
    }

    private static Optional<GSSException> gss(IOException failure) {
        return failure.getCause() instanceof GSSException gss ? Optional.of(gss) : Optional.empty();
    }
}
