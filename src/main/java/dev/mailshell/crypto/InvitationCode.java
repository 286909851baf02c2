package dev.mailshell.crypto;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the operator of a server hands to somebody who is to become its client: 130 random bits and a check of 10, as 28 characters of the
 * alphabet of Crockford's base 32, which has neither I nor L, O nor U. Secret.
 */
public final class InvitationCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SECRET = 26;
    private static final int CHECK = 2;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + (SECRET + CHECK) + "}");

    private final String secret;

    private InvitationCode(String secret) {
        this.secret = secret;
    }

    /** A new one. */
    public static InvitationCode fresh(SecureRandom random) {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < SECRET; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new InvitationCode(secret.toString());
    }

    /** The code that somebody typed, in whatever case and groups; empty if it has another form or a character of it is wrong. */
    public static Optional<InvitationCode> parse(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (!FORM.matcher(code).matches()) {
            return Optional.empty();
        }
        InvitationCode parsed = new InvitationCode(code.substring(0, SECRET));
        return code.substring(SECRET).equals(parsed.check()) ? Optional.of(parsed) : Optional.empty();
    }

    /** As it is handed over: seven groups of four characters. */
    public String reveal() {
        return (secret + check()).replaceAll("(.{4})(?=.)", "$1-");
    }

    /** What both sides derive from it. */
    public InvitationKeys keys() {
        return InvitationKeys.of(secret);
    }

    private String check() {
        byte[] digest = InvitationKeys.derive(secret, "check");
        return "" + ALPHABET.charAt(digest[0] & 0x1f) + ALPHABET.charAt(digest[1] & 0x1f);
    }

    /** Without the secret, so that no log can hold it. */
    @Override
    public String toString() {
        return "InvitationCode[" + keys().id() + "]";
    }
}
