package dev.mailshell.cli;

import java.util.regex.Pattern;

/** The one-time code that a command is sent with. */
final class OneTimeCode {

    /** Stands for a code that is to be asked for. */
    static final String ASK = "-";

    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    private OneTimeCode() {}

    /**
     * Six digits.
     *
     * @param given the code, with blanks as apps show them, or {@link #ASK}
     * @throws CommandFailure if it is none, or there is no terminal to ask on; the code is not in it
     */
    static String of(String given, CliContext context) throws CommandFailure {
        String code = (given.equals(ASK) ? asked(context) : given).replace(" ", "");
        if (!SIX_DIGITS.matcher(code).matches()) {
            throw new CommandFailure(
                    "that is no one-time code (was " + code.length() + " characters, expected six digits)",
                    "type the code that the authenticator app shows");
        }
        return code;
    }

    private static String asked(CliContext context) throws CommandFailure {
        return context.terminal()
                .get()
                .orElseThrow(() -> new CommandFailure(
                        "there is no terminal to ask for the one-time code on", "give it: --totp CODE"))
                .askHidden("One-time code: ");
    }
}
