package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.limited;
import static dev.mailshell.exec.Jobs.sandboxed;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;

import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Runs jobs in a process of its own, which a test starts as a user that is not root; prints a line for each. */
final class UnprivilegedServer {
    private static final Resources FEW_PROCESSES = new Resources(
            Optional.empty(), OptionalLong.empty(), OptionalInt.of(10), OptionalLong.empty(), OptionalInt.empty());

    private UnprivilegedServer() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path jobs = Files.createDirectory(home.resolve("jobs"));
        Files.writeString(home.resolve("key"), "secret");
        Sandbox closed = new Sandbox(Sandbox.Tool.BUBBLEWRAP, false, List.of());
        String bomb = "i=0; while [ $i -lt 50 ]; do sleep 1000 & i=$((i+1)); done";
        try (BoundedRunner runner =
                new BoundedRunner(Clock.systemUTC(), new SecureRandom(), Duration.ofMillis(200), List.of(home))) {
            List<Job> all = List.of(
                    shell("echo $(id -u) $(grep NoNewPrivs /proc/self/status | cut -f2)"),
                    limited(FEW_PROCESSES, shell("echo started")),
                    sandboxed(
                            closed,
                            shell("echo $(id -u) $(ls /proc | grep -c '^[0-9]'); touch /etc/x; echo x > f && cat f")),
                    sandboxed(closed, shell("cat " + home + "/key; touch " + home + "/x; echo end")),
                    limited(FEW_PROCESSES, sandboxed(closed, shell(bomb))));
            for (Job job : all) {
                try (JobResult result = runner.run(job, jobs)) {
                    String out = result.stdout().isPresent() ? text(result.stdout()) : "";
                    System.out.println(
                            describe(result.end()) + ": " + out.strip().replace('\n', ' '));
                }
            }
        }
    }

    private static String describe(JobResult.End end) {
        return end instanceof JobResult.NotStarted not ? not.reason().name() : end.toString();
    }
}
