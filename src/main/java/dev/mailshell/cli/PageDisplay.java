package dev.mailshell.cli;

import java.util.Optional;

/** A terminal that shows pages of text and asks for a line below each. */
interface PageDisplay {

    /** How many lines fit, at least 2. */
    int rows();

    /** How many characters fit into a line, at least 1. */
    int columns();

    /** Shows one line. */
    void show(String line);

    /** What is typed after {@code prompt}; empty at the end of the input. */
    Optional<String> ask(String prompt);
}
