package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Sends a command to one wave of servers after the other: the next one when the last has ended everywhere, or had its time, and there are
 * not too many errors.
 */
final class Rollout {

    private final List<Set<IdentityName>> waves;
    private final int maxErrors;
    private final Launch launch;
    private final Duration patience;
    private final Report report;

    /** Sends the command to some of its servers. */
    @FunctionalInterface
    interface Launch {
        Sending to(Set<IdentityName> servers) throws Exception;
    }

    /**
     * @param maxErrors with more, no further wave is sent
     * @param patience how long to wait for the answers of each wave
     */
    Rollout(List<Set<IdentityName>> waves, int maxErrors, Duration patience, Launch launch, Report report) {
        this.waves = waves;
        this.maxErrors = maxErrors;
        this.patience = patience;
        this.launch = launch;
        this.report = report;
    }

    /** Does it, writing down in {@code tally} what becomes of it, also if it fails. */
    void run(Tally tally) throws Exception {
        try {
            for (int wave = 0; wave < waves.size() && tally.errors() <= maxErrors; wave++) {
                report.begins(wave + 1, waves.size(), waves.get(wave));
                send(waves.get(wave), tally);
            }
        } finally {
            report.isOver(tally);
        }
    }

    private void send(Set<IdentityName> servers, Tally tally) throws Exception {
        try {
            Sending sending = launch.to(servers);
            tally.sent(sending.id(), servers);
            sending.awaitReplies(patience, noting(tally));
        } finally {
            report.waveIsOver();
        }
    }

    private Sending.Listener noting(Tally tally) {
        return new Sending.Listener() {
            @Override
            public void came(ReceivedReply answer) throws Exception {
                Ending ending = Ending.of(answer);
                tally.ended(ending);
                report.came(answer, ending);
            }

            @Override
            public void waitsFor(Collection<IdentityName> missing) {
                report.waitsFor(missing);
            }
        };
    }
}
