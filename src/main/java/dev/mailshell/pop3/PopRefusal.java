package dev.mailshell.pop3;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mail server has answered {@code -ERR}; the connection goes on. */
public final class PopRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private static final Pattern CODE = Pattern.compile("\\[([A-Z/-]{1,40})].*");

    private final String code;

    PopRefusal(String command, String text) {
        super(text.isEmpty() ? command + " is refused" : text);
        Matcher matcher = CODE.matcher(text);
        this.code = matcher.matches() ? matcher.group(1) : "";
    }

    /** The response code (RFC 2449 section 8), such as {@code IN-USE}; empty if there is none. */
    public String code() {
        return code;
    }
}
