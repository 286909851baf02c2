package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that a client attaches to a command. */
class RuleBookFilesTest {

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(1), 1, 1, Confinement.NONE);
    private static final long LARGEST = 100;

    private final RuleBook rules = new RuleBook(
            new RuleBook.Contents(
                    List.of(
                            program("none", false, false),
                            program("reads", true, false),
                            program("takes", false, true),
                            program("both", true, true)),
                    List.of(Rules.role("all", List.of("none", "reads", "takes", "both"))),
                    List.of(),
                    List.of(new ClientEntry(ALICE, List.of("all"), Optional.empty())),
                    new Defaults(LIMITS, ZoneOffset.UTC)),
            new ServerSettings(Duration.ofHours(1), 1, LARGEST, false));

    @Test
    void givesFilesOnlyToProgramsThatTakeThem() {
        CommandOptions file = options(Optional.empty(), 1);

        assertThat(decide("takes", file)).isInstanceOf(Verdict.Allowed.class);
        assertThat(decide("both", file)).isInstanceOf(Verdict.Allowed.class);
        for (String command : List.of("none", "reads")) {
            Verdict.Denied denied = (Verdict.Denied) decide(command, file);
            assertThat(denied.rule()).isEqualTo("commands." + command);
            assertThat(denied.why().code()).isEqualTo(Reason.ARGUMENT_REFUSED);
            assertThat(denied.why().message()).isEqualTo("the command " + command + " takes no files");
        }
    }

    @Test
    void givesAFileAsStandardInputOnlyToProgramsThatReadIt() {
        CommandOptions stdin = options(Optional.of("f0"), 1);

        assertThat(decide("reads", stdin)).isInstanceOf(Verdict.Allowed.class);
        assertThat(decide("both", stdin)).isInstanceOf(Verdict.Allowed.class);
        assertThat(((Verdict.Denied) decide("takes", stdin)).why().message())
                .isEqualTo("the command takes takes no standard input");
        assertThat(((Verdict.Denied) decide("reads", options(Optional.of("f0"), 1, 1)))
                        .why()
                        .message())
                .isEqualTo("the command reads takes no files");
    }

    @Test
    void boundsAllFilesOfACommandTogether() {
        assertThat(decide("both", options(Optional.of("f0"), LARGEST - 1, 1))).isInstanceOf(Verdict.Allowed.class);
        for (CommandOptions large : List.of(
                options(Optional.of("f0"), LARGEST, 1), options(Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE))) {
            Verdict.Denied denied = (Verdict.Denied) decide("both", large);
            assertThat(denied.rule()).isEqualTo("defaults.max-input");
            assertThat(denied.why().code()).isEqualTo(Reason.INPUT_TOO_LARGE);
        }
    }

    private Verdict decide(String command, CommandOptions options) {
        return rules.decide(ALICE, new Invocation.Line(command), options, History.NONE, Instant.EPOCH);
    }

    private static CatalogCommand program(String name, boolean stdin, boolean files) {
        return new CatalogCommand.Program(
                Entry.of(name, Optional.empty()), new ArgvTemplate(List.of("/bin/program")), List.of(), stdin, files);
    }

    /** Files called f0, f1 and so on, of these sizes. */
    private static CommandOptions options(Optional<String> stdinFile, long... sizes) {
        int[] next = {0};
        List<AttachedFile> files = Arrays.stream(sizes)
                .mapToObj(size -> new AttachedFile("f" + next[0]++, size, "0".repeat(64)))
                .toList();
        return new CommandOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), files, stdinFile);
    }
}
