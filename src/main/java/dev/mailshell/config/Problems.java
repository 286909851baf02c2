package dev.mailshell.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a person sees all of it at once. */
final class Problems {

    private final List<ConfigFailure.Problem> found = new ArrayList<>();

    void add(String place, String fact, String hint) {
        add(new ConfigFailure.Problem(place, fact, hint));
    }

    void add(ConfigFailure.Problem problem) {
        found.add(problem);
    }

    void throwIfAny() throws ConfigFailure {
        if (!found.isEmpty()) {
            throw new ConfigFailure(found);
        }
    }
}
