package dev.mailshell.camel;

/** A home whose party no other program can run, or not now. */
final class HostRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    HostRefused(String fact, String hint) {
        super(fact);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
