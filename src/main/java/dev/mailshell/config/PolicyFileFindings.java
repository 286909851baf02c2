package dev.mailshell.config;

import dev.mailshell.config.ConfigFailure.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What was found while reading, errors and warnings, each at its place. */
final class PolicyFileFindings {

    private static final int MAX_ERRORS = 100;

    private final String fileName;
    // Each once, however often a part of the file is looked at.
    private final Set<Finding> errors = new LinkedHashSet<>();
    private final Set<Finding> warnings = new LinkedHashSet<>();

    private record Finding(int line, int column, String fact, String hint) {}

    PolicyFileFindings(String fileName) {
        this.fileName = fileName;
    }

    void error(Node at, String fact, String hint) {
        error(at.getStartMark(), fact, hint);
    }

    void error(Optional<Mark> at, String fact, String hint) {
        errors.add(finding(at, fact, hint));
    }

    void warning(Node at, String fact, String hint) {
        warnings.add(finding(at.getStartMark(), fact, hint));
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    void throwErrors() throws ConfigFailure {
        if (hasErrors()) {
            throw new ConfigFailure(inOrder(errors));
        }
    }

    List<Problem> warnings() {
        return inOrder(warnings);
    }

    private static Finding finding(Optional<Mark> at, String fact, String hint) {
        return new Finding(
                at.map(mark -> mark.getLine() + 1).orElse(1),
                at.map(mark -> mark.getColumn() + 1).orElse(1),
                fact,
                hint);
    }

    private List<Problem> inOrder(Set<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .limit(MAX_ERRORS)
                .map(found ->
                        new Problem(fileName + ":" + found.line() + ":" + found.column(), found.fact(), found.hint()))
                .toList();
    }
}
