package dev.mailshell.newcomer;

/** A page prints what a newcomer cannot do, or what does not come of it. */
final class NotAsPrinted extends Exception {

    private static final long serialVersionUID = 1;

    NotAsPrinted(String fact) {
        super(fact);
    }
}
