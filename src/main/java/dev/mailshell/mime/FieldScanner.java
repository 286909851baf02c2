package dev.mailshell.mime;

import java.util.function.IntPredicate;

/** Walks over the unfolded value of a structured header field (RFC 5322 section 3.2). */
final class FieldScanner {

    private final String text;
    private int at;

    FieldScanner(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean isAt(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    /** Whether a word may end here: at a blank, a comment, a semicolon or the end. */
    boolean isAtGap() {
        return isAtEnd() || isBlank(text.charAt(at)) || isAt('(') || isAt(';');
    }

    /** Passes {@code wanted} if it comes next. */
    boolean take(char wanted) {
        if (isAt(wanted)) {
            at++;
            return true;
        }
        return false;
    }

    /** Passes {@code wanted}, which must come next. */
    void require(char wanted) throws MimeFailure {
        if (!take(wanted)) {
            throw MimeFailure.malformed("a header field does not go on as it must (expected " + wanted + ")");
        }
    }

    /** Passes blanks and comments, which may be nested. */
    void skipGap() throws MimeFailure {
        while (!isAtEnd() && (isBlank(text.charAt(at)) || isAt('('))) {
            if (isAt('(')) {
                skipComment();
            } else {
                at++;
            }
        }
    }

    private void skipComment() throws MimeFailure {
        int depth = 0;
        do {
            char next = next();
            if (next == '\\') {
                next();
            } else if (next == '(') {
                depth++;
            } else if (next == ')') {
                depth--;
            }
        } while (depth > 0);
    }

    /** The characters from here that fit; may be none. */
    String run(IntPredicate fits) {
        int start = at;
        while (at < text.length() && fits.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** As above, at least one. */
    String word(IntPredicate fits) throws MimeFailure {
        String word = run(fits);
        if (word.isEmpty()) {
            throw MimeFailure.malformed("a header field does not go on as it must (expected a word)");
        }
        return word;
    }

    /** What the quoted string that begins here says. */
    String quoted() throws MimeFailure {
        require('"');
        StringBuilder said = new StringBuilder();
        for (char next = next(); next != '"'; next = next()) {
            said.append(next == '\\' ? next() : next);
        }
        return said.toString();
    }

    private char next() throws MimeFailure {
        if (isAtEnd()) {
            throw MimeFailure.malformed("a quoted string or a comment in a header field does not end");
        }
        return text.charAt(at++);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
