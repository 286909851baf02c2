package dev.mailshell.kerberos;

import dev.mailshell.credential.CredentialFailure;

/** There is no Kerberos ticket that mail servers take now. */
public final class TicketFailure extends CredentialFailure {

    private static final long serialVersionUID = 1L;

    TicketFailure(String fact, String hint, Throwable cause) {
        super(fact, hint, cause);
    }

    @Override
    public String lacking() {
        return "a Kerberos ticket";
    }
}
