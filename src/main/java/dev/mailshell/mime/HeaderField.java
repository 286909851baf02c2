package dev.mailshell.mime;

/**
 * One header field (RFC 5322 section 2.2), unfolded; each byte of the mail is one character.
 *
 * @param name as it was written
 * @param value without the white space around it
 */
public record HeaderField(String name, String value) {

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
