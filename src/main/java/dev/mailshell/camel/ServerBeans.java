package dev.mailshell.camel;

import dev.mailshell.audit.AuditKey;
import dev.mailshell.exec.JobRunner;
import dev.mailshell.exec.SharedFolder;
import dev.mailshell.human.HumanForm;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.ledger.CodeHistories;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.MailInspection;
import dev.mailshell.ledger.OutputStore;
import dev.mailshell.ledger.PartBounds;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.SqliteMailInspection;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans that the server's routes name. */
final class ServerBeans {
    private static final Logger LOG = LoggerFactory.getLogger("mailshell.job");

    private final Party party;
    private final Policy policy;
    private final Ledger ledger;
    private final CodeHistories codes;
    private final JobRunner runner;
    private final ServerLog log;
    private final Surroundings around;
    private final Freshness freshness;
    private final MailRoom room;
    private final HumanForm form;
    private final RunningCommands running = new RunningCommands();

    ServerBeans(
            Party party,
            Policy policy,
            Ledger ledger,
            CodeHistories codes,
            JobRunner runner,
            CommandLog log,
            Surroundings around) {
        this.party = party;
        this.policy = policy;
        this.ledger = ledger;
        this.codes = codes;
        this.runner = runner;
        this.log = new ServerLog(log, party.config().logContent(), party.self(), party.counters());
        this.around = around;
        this.room = new MailRoom(party.config().maxMail());
        this.form = new HumanForm(policy.maxAge());
        this.freshness = new Freshness(around.clock(), policy.maxAge(), ledger.restoredAt());
    }

    Map<String, Object> beans() throws IOException {
        WaitingCommands waiting = new WaitingCommands(ledger.approvals(), party.vault());
        LedgerSteps steps = new LedgerSteps(ledger, freshness, running, waiting, party.refusals(), around.trail(), log);
        Map<String, Object> beans = new HashMap<>();
        beans.put("ledger", steps);
        beans.put("failedCommand", new FailedCommand(steps, freshness, party.refusals()));
        beans.put("commandParts", commandParts(steps));
        beans.put("approvals", new ApprovalSteps(ledger, waiting, freshness, party.refusals(), around.trail()));
        beans.put("sealRequests", new SealRequests(party.self(), party.envelope(), party.addresses(), ""));
        beans.put("invitations", new InvitationSteps(party, around.clock()));
        addReading(beans);
        addRunning(beans);
        addAnswering(beans);
        addBuiltIns(beans);
        addAudit(beans);
        return beans;
    }

    private CommandParts commandParts(LedgerSteps steps) throws IOException {
        // Attached files grow by a third in base64, and each part has the document.
        long ofClient = 4 * policy.maxInput() + (16L << 20);
        PartFolder parts =
                PartFolder.open(party.home().parts(), new PartBounds(8, ofClient, 4 * ofClient), around.clock());
        return new CommandParts(parts, steps, ledger, policy, freshness, party.json(), around.trail());
    }

    private void addReading(Map<String, Object> beans) {
        beans.put("turns", new TurnSteps(party.turns(), party.vault(), party.protection()));
        beans.put("fairQueue", new FairQueue<Exchange>(Facts.SIGNER::of, Turns.PLACES));
        beans.put("expressQueue", new FairQueue<Exchange>(Facts.SIGNER::of, Turns.PLACES));
        beans.put("expressLook", new ExpressLook(policy, form, party.json(), around.clock()));
        beans.put("loopGuard", new LoopGuard(party.config().identity().address(), party.addresses()));
        beans.put(
                "filters",
                new FilterMail(
                        party.config().filters(), party.addresses(), party.rates(), ledger.approvals()::isAwaited));
        beans.put("commandPart", SignedPart.ofCommands());
        beans.put("typedCommand", new ReadTypedCommand(form));
        beans.put("addressCheck", new AddressCheck(party.self(), party.expectation(), around.trail()));
        beans.put("age", new AgeCheck(freshness));
        beans.put("freshness", new FreshnessCheck(freshness));
        beans.put(
                "policy",
                new DecideCommand(
                        policy,
                        room,
                        new SecondFactor(party.home(), codes, around.clock()),
                        new ApprovalCheck(party.self(), freshness, around.random()),
                        key -> new LedgerHistory(ledger, key),
                        around.clock(),
                        party.refusals(),
                        around.trail()));
    }

    private void addRunning(Map<String, Object> beans) throws IOException {
        beans.put("boundedExecutor", new BoundedExecutor(runner, party.home().work(), sharedFolder()));
        beans.put("jobBinding", new JobBinding(around.trail()));
        beans.put("slots", new Slots());
        beans.put("commandFiles", new CommandFiles());
        beans.put("interruption", new Interruption(ledger.restoredAt()));
        beans.put("unanswered", new UnansweredCommand(ledger, around.clock()));
    }

    /** Emptied of what a killed run left, as far as that can be: no user of its jobs shall be able to keep the server from starting. */
    private Path sharedFolder() throws IOException {
        SharedFolder shared = SharedFolder.of(
                Path.of(System.getProperty("java.io.tmpdir")), party.home().directory());
        try {
            shared.clear();
        } catch (IOException failure) {
            LOG.error("something that an earlier run left in {} cannot be removed", shared.path(), failure);
        }
        return shared.path();
    }

    private void addBuiltIns(Map<String, Object> beans) throws IOException {
        OutputStore store =
                OutputStore.open(party.home().outputs(), around.clock(), around.random(), OutputSteps.BOUNDS);
        OutputSteps outputs = new OutputSteps(store, running);
        LargeAnswer large = new LargeAnswer(room, party.home().work());
        beans.put("outputs", outputs);
        beans.put(
                "builtIns",
                new BuiltInAnswers(
                        ledger,
                        policy,
                        new Cancelling(ledger, running, freshness),
                        new OutputAnswer(outputs, large),
                        new StoredMailAnswer(this::mailStore, large),
                        new ServerFacts(party.self(), version(), around.clock().instant(), around.clock()),
                        around.trail()));
    }

    private Optional<MailInspection> mailStore() {
        VaultFiles files = new VaultFiles(party.home().mailStore(), party.home().mailStoreKeys());
        return Files.exists(files.database()) ? Optional.of(SqliteMailInspection.ofStore(files)) : Optional.empty();
    }

    private void addAudit(Map<String, Object> beans) throws IOException {
        AuditKey key = AuditKey.open(party.home().auditKey(), party.home().auditPublicKey(), around.random());
        beans.put("auditPrivateKey", key.privateKey());
        beans.put("auditPublicKey", key.publicKey());
        beans.put(
                "audit",
                new AuditSteps(
                        ledger.audit(), party.self(), key.name(), party.home().signedAudit(), around.clock()));
    }

    private static String version() {
        return Optional.ofNullable(ServerBeans.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }

    private void addAnswering(Map<String, Object> beans) {
        beans.put(
                "replies",
                new ComposeReply(party.self(), around.clock(), UUID::randomUUID, party.keyWarnings(), ledger.audit()));
        beans.put("sealReply", new SealReply(party.envelope(), party.addresses(), party.json(), room));
        beans.put(
                "delivery",
                new Delivery(
                        ledger,
                        party.mailSession(),
                        around.clock(),
                        around.random(),
                        around.trail(),
                        party.counters(),
                        party::sendingPause));
    }
}
