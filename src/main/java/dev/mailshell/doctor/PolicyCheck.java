package dev.mailshell.doctor;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.config.PolicyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the policy can be used, and what is worth a look in it. */
record PolicyCheck(Path file) implements Check {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Finding> look() {
        try {
            PolicyFile policy = PolicyFile.load(file);
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(name(), policy.rules().toString()));
            policy.warnings().forEach(problem -> findings.add(Finding.warn(name(), text(problem), problem.hint())));
            return findings;
        } catch (ConfigFailure e) {
            return e.problems().stream()
                    .map(problem -> Finding.fail(name(), text(problem), problem.hint()))
                    .toList();
        }
    }

    private static String text(Problem problem) {
        return problem.place() + ": " + problem.fact();
    }
}
