package dev.mailshell.camel;

/** The insecure lab does not start here, or a home of the lab is none of a server. */
public final class LabRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    LabRefused(String fact, String hint) {
        super(fact);
        this.hint = hint;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
