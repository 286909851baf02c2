package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @Test
    void doesNotTakeWhatIsSeenAndGoneForTheEnd() throws Exception {
        Sighting fleeting = new Sighting(Set.of(4711L, 17L), Set.of());

        assertThat(new ProcessTree(signal -> fleeting, new GroupKiller(KillShell::start), SHORT, SHORT).end())
                .isEqualTo(List.of(17L, 4711L));
    }

    @Test
    void isDoneWhenNothingIsSeen() throws Exception {
        Sighting nothing = new Sighting(Set.of(), Set.of());

        assertThat(new ProcessTree(signal -> nothing, new GroupKiller(KillShell::start), SHORT, SHORT).end())
                .isEmpty();
    }
}
