package dev.mailshell.camel;

/** Told of each thing that happens to a command, as it happens. */
@FunctionalInterface
public interface Trail {

    /**
     * Something happened.
     *
     * @param subject what it happened to: the id of a command, or the name of a stored mail before the id is known
     * @param event in a few words, such as {@code verified as alice}; no secret and no content
     */
    void happened(String subject, String event);

    /** Tells {@code other} too, in the same words. */
    default Trail and(Trail other) {
        return (subject, event) -> {
            happened(subject, event);
            other.happened(subject, event);
        };
    }
}
