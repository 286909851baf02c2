package dev.mailshell.doctor;

import java.util.Locale;
import java.util.Map;

/**
 * What a check found.
 *
 * @param check its name within its group, such as {@code tls}
 * @param state how it is
 * @param fact in one line, without a secret
 * @param hint what to do; may be empty
 */
public record Finding(String check, State state, String fact, String hint) {

    /** How a thing is. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, and is worth a look. */
        WARN,
        /** It does not work. */
        FAIL,
        /** Nobody looked. */
        SKIPPED;

        /** As it is shown. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String fact) {
        return new Finding(check, State.OK, fact, "");
    }

    static Finding warn(String check, String fact, String hint) {
        return new Finding(check, State.WARN, fact, hint);
    }

    static Finding fail(String check, String fact, String hint) {
        return new Finding(check, State.FAIL, fact, hint);
    }

    static Finding skipped(String check, String reason) {
        return new Finding(check, State.SKIPPED, "because " + reason, "");
    }

    boolean failed() {
        return state == State.FAIL;
    }

    /** The same with each of some texts replaced. */
    Finding with(Map<String, String> replacements) {
        return new Finding(check, state, replaced(fact, replacements), replaced(hint, replacements));
    }

    private static String replaced(String text, Map<String, String> replacements) {
        String replaced = text;
        for (Map.Entry<String, String> each : replacements.entrySet()) {
            replaced = replaced.replace(each.getKey(), each.getValue());
        }
        return replaced;
    }
}
