package dev.mailshell.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The answer of a small program of the system that prepares a job, such as {@code getent}.
 *
 * @param exitCode as the program ended
 * @param text stdout and stderr, at most 4 KiB of it, without surrounding white space
 */
record SystemTool(int exitCode, String text) {
    private static final int MAX_ANSWER = 4096;
    private static final long MAX_SECONDS = 10;

    /** @throws IOException if the program is not installed, cannot be started or does not answer */
    static SystemTool run(String name, List<String> arguments) throws IOException, InterruptedException {
        String program = Programs.find(name)
                .orElseThrow(() -> new IOException("the program " + name + " is not installed"))
                .toString();
        ProcessBuilder builder = new ProcessBuilder(program).redirectErrorStream(true);
        builder.command().addAll(arguments);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", Programs.SEARCH_PATH, "LANG", "C.UTF-8"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the program " + name + " gave no answer in " + MAX_SECONDS + " s");
            }
            byte[] answer = process.getInputStream().readNBytes(MAX_ANSWER);
            return new SystemTool(process.exitValue(), new String(answer, StandardCharsets.UTF_8).strip());
        } finally {
            process.destroyForcibly();
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}
