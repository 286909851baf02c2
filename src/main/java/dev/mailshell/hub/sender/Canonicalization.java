package dev.mailshell.hub.sender;

import java.util.Locale;
import java.util.Optional;

/** How a signature takes the text that it signs (RFC 6376 section 3.4). */
enum Canonicalization {
    SIMPLE,
    RELAXED;

    static Optional<Canonicalization> of(String name) {
        return switch (name) {
            case "simple" -> Optional.of(SIMPLE);
            case "relaxed" -> Optional.of(RELAXED);
            default -> Optional.empty();
        };
    }

    /** A field as it is signed, with the line end. */
    String apply(RawField field) {
        if (this == SIMPLE) {
            return field.text();
        }
        StringBuilder line = new StringBuilder(field.name().toLowerCase(Locale.ROOT)).append(':');
        int start = line.length();
        boolean gap = false;
        String value = field.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                gap = true;
            } else if (!isLineEnd(value, i)) {
                if (gap && line.length() > start) {
                    line.append(' ');
                }
                gap = false;
                line.append(c);
            }
        }
        return line.append("\r\n").toString();
    }

    /** A CR or a LF that stands alone is a character as any other. */
    private static boolean isLineEnd(String text, int at) {
        return text.startsWith("\r\n", at) || (at > 0 && text.startsWith("\r\n", at - 1));
    }
}
