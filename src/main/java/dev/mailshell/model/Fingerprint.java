package dev.mailshell.model;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The digest by which a public key is pinned: SHA-256 of an X.509 certificate, or an OpenPGP fingerprint.
 *
 * @param hex 40 or 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {

    private static final int OPENPGP_DIGITS = 40;
    /** Eight groups and the blanks between them. */
    private static final int FIRST_LINE = 39;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** @throws IllegalArgumentException if {@code hex} has another form */
    public Fingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a fingerprint");
        }
    }

    /** The fingerprint with this digest; {@code digest} has 20 or 32 bytes. */
    public static Fingerprint of(byte[] digest) {
        return new Fingerprint(HexFormat.of().formatHex(digest));
    }

    /** The format of what such a key signs. */
    public MessageFormat format() {
        return hex.length() == OPENPGP_DIGITS ? MessageFormat.OPENPGP : MessageFormat.SMIME;
    }

    /** For people to compare: upper case, in groups of four. */
    public String grouped() {
        return hex.toUpperCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** As above, in two lines that fit into a terminal, with {@code between} between them. */
    public String groupedInLines(String between) {
        String groups = grouped();
        return groups.substring(0, FIRST_LINE) + between + groups.substring(FIRST_LINE + 1);
    }

    @Override
    public String toString() {
        return hex;
    }
}
