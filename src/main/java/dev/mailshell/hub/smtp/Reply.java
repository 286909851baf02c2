package dev.mailshell.hub.smtp;

import java.util.List;

/**
 * What a command is answered (RFC 5321 section 4.2).
 *
 * @param code three digits; 0 for no answer
 * @param lines without their codes
 * @param ends whether the connection ends with it
 */
record Reply(int code, List<String> lines, boolean ends) {

    /** For a command that has said all by itself. */
    static final Reply NONE = new Reply(0, List.of(), false);

    /** One line with an enhanced status code (RFC 2034). */
    static Reply of(int code, String enhanced, String text) {
        return new Reply(code, List.of(enhanced + " " + text), false);
    }

    Reply thenEnd() {
        return new Reply(code, lines, true);
    }

    boolean isRefusal() {
        return code >= 400;
    }

    /** As it is sent. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(code)
                    .append(i == lines.size() - 1 ? ' ' : '-')
                    .append(lines.get(i))
                    .append("\r\n");
        }
        return text.toString();
    }
}
