package dev.mailshell.camel;

/** The routes cannot run as they are written. */
public final class RouteProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String hint;

    /** @param cause may be null */
    RouteProblem(String place, String fact, String hint, Throwable cause) {
        super(fact, cause);
        this.place = place;
        this.hint = hint;
    }

    /** {@code file:line:column}, line and column from 1; {@code routes} for what is not the fault of one file. */
    public String place() {
        return place;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
