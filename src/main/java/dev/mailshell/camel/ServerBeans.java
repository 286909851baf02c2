package dev.mailshell.camel;

import dev.mailshell.exec.JobRunner;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.policy.Policy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;

/** The beans that the server's routes name. */
final class ServerBeans {

    /**
     * A mail is up to 2.6 times as large as what it carries, since there are three layers of base64; twice that for two streams,
     * and some room for the rest.
     */
    private static final int MAIL_TO_STREAM = 6;

    private final Party party;
    private final Policy policy;
    private final Ledger ledger;
    private final JobRunner runner;
    private final Surroundings around;
    private final Freshness freshness;

    ServerBeans(Party party, Policy policy, Ledger ledger, JobRunner runner, Surroundings around) {
        this.party = party;
        this.policy = policy;
        this.ledger = ledger;
        this.runner = runner;
        this.around = around;
        this.freshness = new Freshness(around.clock(), policy.maxAge());
    }

    Map<String, Object> beans() {
        LedgerSteps steps = new LedgerSteps(ledger, freshness, party.refusals(), around.trail());
        Map<String, Object> beans = new HashMap<>();
        beans.put("ledger", steps);
        beans.put("failedCommand", new FailedCommand(steps, freshness, party.refusals()));
        addReading(beans);
        addRunning(beans);
        addAnswering(beans);
        return beans;
    }

    private void addReading(Map<String, Object> beans) {
        beans.put("turns", new TurnSteps(party.turns(), party.vault()));
        beans.put("fairQueue", new FairQueue<Exchange>(Facts.SIGNER::of, Turns.PLACES));
        beans.put("loopGuard", new LoopGuard());
        beans.put("commandPart", SignedPart.ofCommands());
        beans.put("addressCheck", new AddressCheck(party.self(), around.trail()));
        beans.put("age", new AgeCheck(freshness));
        beans.put("freshness", new FreshnessCheck(freshness));
        beans.put(
                "policy",
                new DecideCommand(
                        policy,
                        party.config().maxMail() / MAIL_TO_STREAM,
                        ledger::acceptedSince,
                        around.clock(),
                        party.refusals(),
                        around.trail()));
    }

    private void addRunning(Map<String, Object> beans) {
        Path shared = Path.of(System.getProperty("java.io.tmpdir"));
        beans.put("boundedExecutor", new BoundedExecutor(runner, party.home().work(), shared));
        beans.put("jobBinding", new JobBinding(around.trail()));
        beans.put("interruption", new Interruption());
        beans.put("unanswered", new UnansweredCommand());
    }

    private void addAnswering(Map<String, Object> beans) {
        beans.put("replies", new ComposeReply(party.self(), around.clock(), UUID::randomUUID));
        beans.put("sealReply", new SealReply(party.envelope(), party.addresses()));
        beans.put("delivery", new Delivery(ledger, around.clock(), around.random(), around.trail()));
    }
}
