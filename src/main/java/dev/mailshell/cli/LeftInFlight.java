package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.model.IdentityName;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says what goes on although nobody waits for it any more, and how to find it. */
final class LeftInFlight {

    private final Home home;
    private final Diagnostics diagnostics;

    LeftInFlight(Home home, Diagnostics diagnostics) {
        this.home = home;
        this.diagnostics = diagnostics;
    }

    void print(Tally tally) {
        Map<UUID, List<IdentityName>> unanswered = tally.unanswered();
        if (unanswered.isEmpty()) {
            diagnostics.error("interrupted; nothing is in flight", "send again what was not sent");
        }
        unanswered.forEach(this::print);
    }

    private void print(UUID id, List<IdentityName> servers) {
        diagnostics.error(
                "interrupted; command " + id + " stays in flight, no answer yet from " + ServerList.of(servers),
                "mailshell sync --home " + home.directory()
                        + " fetches the answers when they have come, and mailshell read " + id
                        + " shows them; send -- cancel " + id + " calls the command back");
    }
}
