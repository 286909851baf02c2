package dev.mailshell.ledger;

/**
 * An entry of the vault is not what was stored: a piece was changed, moved, dropped or taken from another entry; or nothing proves that
 * the mail is where a row says.
 */
public final class DamagedMail extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedMail(String fact) {
        super(fact);
    }

    DamagedMail(String fact, Throwable cause) {
        super(fact, cause);
    }
}
