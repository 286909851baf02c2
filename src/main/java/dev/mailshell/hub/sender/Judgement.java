package dev.mailshell.hub.sender;

/** What a mail server answers to a mail. */
public sealed interface Judgement {

    /** It is taken, with what was found out in its header. */
    record Accepted() implements Judgement {}

    /**
     * It is refused for good.
     *
     * @param status the enhanced status code (RFC 3463, RFC 7372)
     * @param text one line of printable ASCII
     */
    record Refused(String status, String text) implements Judgement {

        /** The line that answers DATA. */
        public String reply() {
            return "550 " + status + " " + text;
        }
    }

    /** It is refused for now, so that its server tries again; with the parts of {@link Refused}. */
    record Deferred(String status, String text) implements Judgement {

        /** The line that answers DATA. */
        public String reply() {
            return "451 " + status + " " + text;
        }
    }
}
