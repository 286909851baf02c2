package dev.mailshell.doctor;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.exec.BoundedRunner;
import dev.mailshell.exec.Job;
import dev.mailshell.exec.JobControl;
import dev.mailshell.exec.JobResult;
import dev.mailshell.exec.JobRunner;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether this process can run commands as the users and in the sandboxes that the policy names: runs {@code true} in each. */
record RunAbilityCheck(MailshellConfig config, InstantSource clock, SecureRandom random) implements Check {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "run-as";
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        Set<Confinement> walls;
        try {
            walls = PolicyFile.load(config.home().policy()).rules().confinements().stream()
                    .map(RunAbilityCheck::onlyUserAndSandbox)
                    .collect(Collectors.toSet());
        } catch (ConfigFailure e) {
            return List.of(Finding.skipped(name(), "the policy has errors"));
        }
        walls.remove(Confinement.NONE);
        if (walls.isEmpty()) {
            return List.of(Finding.ok(
                    name(),
                    "the policy names no user and no sandbox: commands run as " + System.getProperty("user.name")));
        }
        return tryAll(walls);
    }

    private static Confinement onlyUserAndSandbox(Confinement all) {
        return new Confinement(
                all.runAs(), Optional.empty(), Map.of(), Optional.empty(), Resources.UNLIMITED, all.sandbox());
    }

    private List<Finding> tryAll(Set<Confinement> walls) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mailshell-doctor");
        try (JobRunner runner = new BoundedRunner(clock, random, GRACE, config.privateFolders())) {
            List<Finding> findings = new ArrayList<>();
            for (Confinement wall : walls.stream()
                    .sorted(Comparator.comparing(RunAbilityCheck::text))
                    .toList()) {
                findings.add(tryOne(wall, folder, runner));
            }
            return findings;
        } finally {
            TreeRemoval.remove(folder);
        }
    }

    private Finding tryOne(Confinement wall, Path folder, JobRunner runner) throws IOException, InterruptedException {
        Job job = new Job(List.of("true"), Optional.empty(), TIMEOUT, 1024, wall);
        try (JobResult result = runner.run(job, folder, new JobControl())) {
            if (result.end() instanceof JobResult.NotStarted refused) {
                return Finding.fail(name(), "no command runs " + text(wall) + ": " + refused.fact(), refused.hint());
            }
            return result.end() instanceof JobResult.Exited exited && exited.code() == 0
                    ? Finding.ok(name(), "a command ran " + text(wall))
                    : Finding.fail(
                            name(),
                            "a command did not end well " + text(wall) + " (" + result.end() + ")",
                            "see docs/confinement.md");
        }
    }

    /** Such as {@code as nobody, in a sandbox of bubblewrap}. */
    private static String text(Confinement wall) {
        String user = wall.runAs().map(name -> "as " + name).orElse("as " + System.getProperty("user.name"));
        return user
                + wall.sandbox()
                        .map(Sandbox::tool)
                        .map(tool -> ", in a sandbox of " + tool)
                        .orElse("");
    }
}
