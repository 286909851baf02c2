package dev.mailshell.hub.smtp;

import java.util.regex.Pattern;

/** Thrown within a route: the message is not taken, and its sender is told so in these words. */
public final class SmtpRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern ENHANCED = Pattern.compile("[45]\\.[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern TEXT = Pattern.compile("[ -~]{1,200}");

    private final int code;
    private final String enhancedCode;

    /**
     * A reply of RFC 5321 section 4.2.
     *
     * @param code 400 to 499 if it is worth to try again later, 500 to 599 if not
     * @param enhancedCode of RFC 3463, such as 5.7.1; of the same class
     * @param text at most 200 printable ASCII characters; a stranger reads it
     * @throws IllegalArgumentException if one of them has another form
     */
    public SmtpRefusal(int code, String enhancedCode, String text) {
        super(text);
        boolean isOneClass = ENHANCED.matcher(enhancedCode).matches() && code / 100 == enhancedCode.charAt(0) - '0';
        if (!isOneClass || !TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("no reply of SMTP: " + code + " " + enhancedCode);
        }
        this.code = code;
        this.enhancedCode = enhancedCode;
    }

    /** The reply code, 400 to 599. */
    public int code() {
        return code;
    }

    /** The enhanced status code, such as 5.7.1. */
    public String enhancedCode() {
        return enhancedCode;
    }

    Reply reply() {
        return Reply.of(code, enhancedCode, getMessage());
    }
}
