package dev.mailshell.crash;

import dev.mailshell.e2e.Approver;
import dev.mailshell.e2e.Parties;
import dev.mailshell.model.FinalStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bob, who answers each request as the story wants, and once more whenever he is told that his vote was interrupted. */
final class Voter implements AutoCloseable {

    static final String NAME = "bob";

    private static final Logger LOG = LoggerFactory.getLogger(Voter.class);
    private static final int MILLIS_BETWEEN_LOOKS = 200;

    private final Parties parties;
    private final Story story;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private int votes;

    Voter(Parties parties, Story story) {
        this.parties = parties;
        this.story = story;
    }

    /** Has bob asked, from now on, before the command {@code careful} runs that program. */
    static void needed(Parties parties, Path program) throws IOException {
        Files.writeString(
                parties.home("web1").policy(),
                """
                defaults: { timeout: 20s }
                roles:
                  all: { allow: [shell, careful] }
                  lead: { allow: [cancel], sees-all: true }
                commands:
                  shell: { shell: /bin/sh }
                  careful:
                    exec: [%s]
                    approvals: { count: 1, from: [bob], expires: 1h }
                clients:
                  alice: { roles: [all] }
                  bob: { roles: [all, lead] }
                """
                        .replace("%s", program.toString()));
    }

    /** From now on. */
    void begin() throws Exception {
        if (!story.answers().contains(FinalStatus.EXPIRED)) {
            Approver bob = Approver.of(parties, NAME);
            looking = looks.scheduleWithFixedDelay(() -> look(bob), 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(Approver bob) {
        try {
            // The same request may come twice.
            if (!bob.requests().isEmpty() && votes == bob.interrupted()) {
                bob.send(word(bob.requests().get(0)) + "\n\n-- \n" + UUID.randomUUID() + "\n");
                votes++;
            }
        } catch (Exception e) {
            LOG.warn("bob could not look", e);
        }
    }

    private String word(String request) {
        if (story.answers().contains(FinalStatus.CANCELLED)) {
            String id = request.split("\ncommand: ", 2)[1].lines().findFirst().orElseThrow();
            return "@web1\n\ncancel " + id;
        }
        return (story.answers().contains(FinalStatus.DENIED) ? "deny web1 " : "approve web1 ")
                + Approver.digest(request);
    }

    @Override
    public void close() {
        looking.cancel(true);
        looks.shutdownNow();
    }
}
