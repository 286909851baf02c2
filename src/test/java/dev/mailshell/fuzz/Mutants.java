package dev.mailshell.fuzz;

import java.util.List;
import net.jqwik.api.Arbitrary;

/** What the fuzzers of other packages take. */
public final class Mutants {

    private Mutants() {}

    /** Inputs with one to eight small changes, each from one of {@code seeds}. */
    public static Arbitrary<byte[]> of(List<byte[]> seeds) {
        return Mutation.of(seeds);
    }
}
