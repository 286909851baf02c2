package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.policy.FileTree;
import dev.mailshell.policy.FileTree.Kind;
import dev.mailshell.policy.FileTree.Place;
import dev.mailshell.policy.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of verdicts, {@code src/test/resources/policy/verdicts.txt}: what each request comes to under a policy. */
class VerdictTableTest {

    private static final Path FOLDER = Path.of("src/test/resources/policy");
    private static final Map<String, RuleBook> POLICIES = new ConcurrentHashMap<>();

    /** A small file system: what each path leads to, dots and links followed. */
    private static final Map<String, Place> TREE = Map.ofEntries(
            leads("/var/log", "/var/log", Kind.DIRECTORY),
            leads("/var/log/syslog", "/var/log/syslog", Kind.FILE),
            leads("/var/log/nginx", "/var/log/nginx", Kind.DIRECTORY),
            leads("/var/log/nginx/error.log", "/var/log/nginx/error.log", Kind.FILE),
            leads("/var/log/nginx/../syslog", "/var/log/syslog", Kind.FILE),
            leads("/var/log/../../etc/passwd", "/etc/passwd", Kind.FILE),
            leads("/var/log/escape", "/etc/passwd", Kind.FILE),
            leads("/var/log/latest", "/var/log/nginx/error.log", Kind.FILE),
            leads("/var/log/web", "/var/log/nginx", Kind.DIRECTORY),
            leads("/var/log/-n", "/var/log/-n", Kind.FILE),
            leads("/var/log/device", "/var/log/device", Kind.OTHER),
            leads("/var/logs/x", "/var/logs/x", Kind.FILE),
            leads("/etc/passwd", "/etc/passwd", Kind.FILE),
            leads("/srv/www", "/data/www", Kind.DIRECTORY),
            leads("/srv/www/.", "/data/www", Kind.DIRECTORY),
            leads("/srv/www/index.html", "/data/www/index.html", Kind.FILE),
            leads("/srv/www/a", "/data/www/a", Kind.DIRECTORY),
            leads("/srv/www/a b.html", "/data/www/a b.html", Kind.FILE),
            leads("/srv/www/../../etc/passwd", "/etc/passwd", Kind.FILE));

    private static Map.Entry<String, Place> leads(String from, String to, Kind kind) {
        return Map.entry(from, new Place(to, kind));
    }

    static List<VerdictLine> cases() throws IOException {
        List<VerdictLine> cases = new ArrayList<>();
        String policy = "";
        for (String line : Files.readAllLines(FOLDER.resolve("verdicts.txt"))) {
            if (line.startsWith("policy ")) {
                policy = line.substring("policy ".length());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                cases.add(VerdictLine.parse(policy, line));
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decidesAsTheTableSays(VerdictLine line) {
        RuleBook rules = POLICIES.computeIfAbsent(line.policy(), VerdictTableTest::read);

        assertThat(VerdictShape.of(
                        rules.decide(line.client(), line.invocation(), line.options(), line.history(), line.now())))
                .isEqualTo(line.verdict());
    }

    private static RuleBook read(String name) {
        FileTree tree = path -> Optional.ofNullable(TREE.get(path));
        try {
            return new PolicyFileReader(name, tree, new PolicyFileMachine(FOLDER))
                    .read(Files.readString(FOLDER.resolve(name)))
                    .rules();
        } catch (IOException | ConfigFailure e) {
            throw new IllegalStateException(name, e);
        }
    }
}
