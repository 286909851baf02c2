package dev.mailshell.exec;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one job that writes 200 MB, in a JVM of its own. */
final class Flood {
    private static final long LIMIT = 100L << 20;

    private Flood() {}

    public static void main(String[] args) throws Exception {
        Job job = Jobs.keeping(LIMIT, Jobs.program("head", "-c", "200000000", "/dev/zero"));
        try (BoundedRunner runner = Jobs.runner();
                JobResult result = runner.run(job, Path.of(args[0]))) {
            CapturedStream stdout = result.stdout().orElseThrow();
            long marker = "\n[... 95142400 bytes left out ...]\n".length();
            System.out.println(result.end() + " " + stdout.bytes() + " " + stdout.truncated() + " "
                    + (Files.size(stdout.file()) - marker));
        }
    }
}
