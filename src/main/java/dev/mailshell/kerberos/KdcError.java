package dev.mailshell.kerberos;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a key distribution centre answers, told from the words that the platform has for it: it hands on no numbers (RFC 4120 section 7.5.9). */
final class KdcError {

    private static final int CLIENT_UNKNOWN = 6;
    private static final int SERVER_UNKNOWN = 7;
    private static final int CLIENT_REVOKED = 18;
    private static final int KEY_EXPIRED = 23;
    private static final int PREAUTHENTICATION_FAILED = 24;
    private static final int CLOCK_SKEW = 37;

    /** Those of the platform's own have three digits. */
    private static final Pattern CODE = Pattern.compile("\\((\\d{1,2})\\)");

    private static final int LONGEST = 200;
    private static final int DEEPEST = 20;

    private final String words;
    private final int code;

    private KdcError(String words, int code) {
        this.words = words;
        this.code = code;
    }

    /** The deepest cause that has a number says it best; without any, the deepest that says something. */
    static KdcError of(Throwable failure) {
        Optional<KdcError> found = Optional.empty();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String words = shown(cause);
            Matcher code = CODE.matcher(words);
            if (code.find()) {
                found = Optional.of(new KdcError(words, Integer.parseInt(code.group(1))));
            } else if (found.isEmpty() || found.get().code < 0) {
                found = Optional.of(new KdcError(words, -1));
            }
            cause = cause.getCause();
        }
        return found.orElseThrow();
    }

    private static String shown(Throwable cause) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = words.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
        return line.substring(0, Math.min(line.length(), LONGEST));
    }

    /** Whether it says so each time, until somebody changes something: a realm may lock out who asks on. */
    boolean isFinal() {
        return code == CLIENT_UNKNOWN
                || code == CLIENT_REVOKED
                || code == KEY_EXPIRED
                || code == PREAUTHENTICATION_FAILED;
    }

    /** @param service which a login was tried at, where either the KDC or that service may be what failed; empty where the first ticket was asked for */
    TicketFailure failure(String principal, Optional<String> service, Throwable cause) {
        String fact = service.map(name -> "nobody can be let in by a ticket for " + name)
                .orElse("there is no ticket for " + principal);
        return new TicketFailure(fact + " (" + words + ")", hint(principal), cause);
    }

    private String hint(String principal) {
        return switch (code) {
            case CLIENT_UNKNOWN -> "correct mailshell.kerberos.principal, or have " + principal + " added to its realm";
            case SERVER_UNKNOWN ->
                "write the host of the mail server as its service principal has it, or have that principal added to the realm";
            case CLIENT_REVOKED, KEY_EXPIRED -> "have the administrator of the realm unlock " + principal;
            case PREAUTHENTICATION_FAILED ->
                "the keytab has an old key: have it made anew with ktadd; it is tried again once it has changed";
            case CLOCK_SKEW -> "set the clock of this machine: it may differ from the realm's by five minutes at most";
            default ->
                "it is tried again soon; see that /etc/krb5.conf names the realm, and that its KDC can be reached";
        };
    }
}
