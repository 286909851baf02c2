package dev.mailshell.bench;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How fast a policy of 1,000 clients and 1,000 commands decides, and how fast it is read; each next to a floor: the one match that no
 * decision can do without, and the YAML alone. Run by {@code bench/run policy}.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBench {

    private static final int ENTRIES = 1000;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Pattern pattern = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private Path file;
    private String text;
    private Policy policy;
    private IdentityName[] clients;
    private Invocation[] lines;
    private Invocation[] runs;
    private int next;

    /** Writes the policy, reads it, and makes the requests. */
    @Setup
    public void prepare() throws IOException, ConfigFailure {
        text = LargePolicy.of(ENTRIES, ENTRIES);
        file = Files.createTempFile("policy", ".yaml");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        policy = PolicyFile.read(file);
        clients = new IdentityName[ENTRIES];
        lines = new Invocation[ENTRIES];
        runs = new Invocation[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            clients[i] = new IdentityName("client-" + i);
            lines[i] = new Invocation.Line("command-" + i + " nginx-" + i + " 50");
            runs[i] = new Invocation.Run("command-" + i, Map.of("service", "nginx-" + i, "lines", "50"));
        }
    }

    /** Removes the file. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    private int step() {
        // A stride that visits all, so that neither clients nor commands come in the order of the file.
        next = (next + 389) % ENTRIES;
        return next;
    }

    private Verdict decide(Invocation[] invocations) {
        int i = step();
        return policy.decide(clients[i], invocations[(i * 7) % ENTRIES], CommandOptions.NONE, History.NONE, NOW);
    }

    /** A verdict on a line. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public Verdict verdictOnALine() {
        return decide(lines);
    }

    /** A verdict on a command by name. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public Verdict verdictOnARun() {
        return decide(runs);
    }

    /** The floor: the line is split, and one word matched. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public boolean floorOfAVerdict() {
        List<String> words = List.of(((Invocation.Line) lines[step()]).text().split(" "));
        return pattern.matcher(words.get(1)).matches();
    }

    /** The file, read and checked, with its warnings. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Policy loading() throws ConfigFailure {
        return PolicyFile.read(file);
    }

    /** The floor: the YAML alone. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Object floorOfLoading() throws IOException {
        return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }
}
