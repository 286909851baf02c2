package dev.mailshell.management;

/** A request that is not answered as it wants. */
final class BadRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP, 400 to 499 */
    BadRequest(int status, String fact) {
        super(fact);
        this.status = status;
    }

    Answer answer() {
        return Answer.text(status, getMessage());
    }
}
