package dev.mailshell.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; holds everything that is wrong with it, not only the first thing. */
public final class ConfigFailure extends Exception {

    private static final long serialVersionUID = 1L;

    // A list is not Serializable by its type, and nothing serialises a failure.
    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param place {@code policy.yaml:12:9} (line and column from 1), or the name of a file or a property
     * @param fact as {@code fact (was …, expected …)}, without any secret
     * @param hint what to do; may be empty, never null
     */
    public record Problem(String place, String fact, String hint) {}

    /** @throws IllegalArgumentException if {@code problems} is empty */
    public ConfigFailure(List<Problem> problems) {
        super(summary(problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order in which it was found; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String summary(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a failure without a problem");
        }
        return problems.stream()
                .map(problem -> problem.place() + ": " + problem.fact())
                .collect(Collectors.joining("; "));
    }
}
