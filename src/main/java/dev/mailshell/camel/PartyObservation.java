package dev.mailshell.camel;

import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.OwnStore;
import dev.mailshell.config.PopMailbox;
import dev.mailshell.crypto.KeyExpiry;
import dev.mailshell.crypto.KeyLifetime;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.management.Check;
import dev.mailshell.management.MetricsText;
import dev.mailshell.management.Observed;
import dev.mailshell.management.Sample;
import dev.mailshell.model.Amount;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each party tells of itself: its mailbox, its vault, its keys, its disk, and what it has counted. */
final class PartyObservation implements Observed {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.management");

    /** With push, a look is made each minute all the same. */
    private static final Duration LONGEST_UNSEEN = Duration.ofMinutes(10);
    /** Less than a large mail and its copies take; {@code doctor} fails there, too. */
    private static final long LEAST_FREE = 50_000_000;

    private final Party party;
    private final BooleanSupplier running;
    private final Clock clock;
    private final Instant started;

    /** @param running whether the routes do */
    PartyObservation(Party party, BooleanSupplier running, Clock clock) {
        this.party = party;
        this.running = running;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public boolean isAlive() {
        return running.getAsBoolean();
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        if (hasMailbox()) {
            checks.add(new Check(
                    "mailbox", party.mailbox().isAnswering(), party.mailbox().state()));
            checks.add(looks());
        }
        party.governor().map(SendingObservation::check).ifPresent(checks::add);
        checks.add(vault());
        checks.add(keys());
        checks.add(disk());
        return List.copyOf(checks);
    }

    /** A hub reads its own mail from its store. */
    private boolean hasMailbox() {
        return !(party.config().reception() instanceof OwnStore);
    }

    private Check looks() {
        Duration longest = longestUnseen();
        Optional<Duration> age = party.mailbox().lastAnswer().map(this::since);
        return new Check(
                "poll",
                age.filter(unseen -> unseen.compareTo(longest) <= 0).isPresent(),
                age.map(unseen -> "the last look that was answered is " + unseen.toSeconds() + " s ago")
                                .orElse("no look was answered yet")
                        + ", expected at most " + longest.toSeconds() + " s");
    }

    private Duration longestUnseen() {
        Duration poll = Duration.ZERO;
        if (party.config().reception() instanceof ImapMailbox imap) {
            poll = imap.poll();
        } else if (party.config().reception() instanceof PopMailbox pop3) {
            poll = pop3.poll();
        }
        Duration several = poll.multipliedBy(3);
        return several.compareTo(LONGEST_UNSEEN) > 0 ? several : LONGEST_UNSEEN;
    }

    private Check vault() {
        try {
            return new Check("vault", true, Amount.of(party.vault().stored().size(), "mail") + " in it");
        } catch (LedgerFailure e) {
            LOG.debug("the vault cannot be read", e);
            return new Check("vault", false, "it cannot be read");
        }
    }

    private Check keys() {
        try {
            Instant now = clock.instant();
            boolean valid = KeyExpiry.firstEnds(lifetimes(List.of(party.self()))).values().stream()
                    .allMatch(now::isBefore);
            return new Check("keys", valid, valid ? "ours are valid" : "one of ours has ended");
        } catch (KeyringFailure e) {
            LOG.debug("the keys cannot be read", e);
            return new Check("keys", false, "they cannot be read");
        }
    }

    private Check disk() {
        try {
            for (Map.Entry<String, Path> folder : folders().entrySet()) {
                if (free(folder.getValue()) < LEAST_FREE) {
                    return new Check("disk", false, "it is nearly full at " + folder.getKey());
                }
            }
            return new Check("disk", true, "there is room");
        } catch (IOException e) {
            LOG.debug("nobody knows what is free", e);
            return new Check("disk", false, "what is free cannot be found out");
        }
    }

    private Map<String, Path> folders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("state", party.home().state());
        folders.put("logs", party.home().logs());
        Path ledger = party.config().ledger();
        if (!ledger.startsWith(party.home().state())) {
            folders.put("ledger", ledger.getParent());
        }
        return folders;
    }

    private static long free(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void measure(MetricsText text) {
        String version = Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("unknown");
        text.gauge(
                "mailshell_build_info",
                "Which version runs, and as what; always 1.",
                List.of(Sample.of(1, "version", version)
                        .with("role", party.config().role())));
        text.gauge("mailshell_start_time_seconds", "When it was started, in seconds since 1970.", seconds(started));
        if (hasMailbox()) {
            measureMailbox(text);
        }
        party.governor().ifPresent(governor -> SendingObservation.measure(governor, text));
        party.counters().measure(text);
        measureVault(text);
        measureKeys(text);
        measureDisk(text);
    }

    private void measureMailbox(MetricsText text) {
        text.gauge(
                "mailshell_mailbox_answering",
                "Whether the mailbox answered when it was last looked into.",
                party.mailbox().isAnswering());
        text.gauge(
                "mailshell_mailbox_last_poll_timestamp_seconds",
                "When a look into the mailbox was last answered, in seconds since 1970; 0 if none was.",
                party.mailbox().lastAnswer().map(PartyObservation::seconds).orElse(0.0));
    }

    private void measureVault(MetricsText text) {
        try {
            List<StoredMail> stored = party.vault().stored();
            text.gauge("mailshell_vault_mails", "Received mails that are not worked off.", stored.size());
            text.age(
                    "mailshell_vault_oldest_age_seconds",
                    "For how long the oldest of them waits; 0 if none does.",
                    stored.stream().findFirst().map(StoredMail::arrival),
                    clock.instant());
        } catch (LedgerFailure e) {
            LOG.debug("the vault cannot be read", e);
        }
    }

    private void measureKeys(MetricsText text) {
        try {
            List<Sample> samples = new ArrayList<>(ends("own", List.of(party.self())));
            samples.addAll(ends("trusted", party.addresses().names()));
            text.gauge(
                    "mailshell_key_end_timestamp_seconds",
                    "When the first key ends that its owner has no longer-lived one for, of ours and of those that we trust, in seconds since 1970.",
                    samples);
        } catch (KeyringFailure e) {
            LOG.debug("the keys cannot be read", e);
        }
    }

    private List<Sample> ends(String whose, List<IdentityName> owners) {
        return KeyExpiry.firstEnds(lifetimes(owners)).entrySet().stream()
                .map(end -> Sample.of(seconds(end.getValue()), "owner", whose)
                        .with("format", end.getKey().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private List<KeyLifetime> lifetimes(List<IdentityName> owners) {
        List<KeyLifetime> lifetimes = new ArrayList<>();
        owners.forEach(owner -> lifetimes.addAll(party.protection().lifetimes(owner)));
        return lifetimes;
    }

    private void measureDisk(MetricsText text) {
        List<Sample> samples = new ArrayList<>();
        folders().forEach((name, folder) -> {
            try {
                samples.add(Sample.of(free(folder), "folder", name));
            } catch (IOException e) {
                LOG.debug("nobody knows what is free", e);
            }
        });
        text.gauge("mailshell_disk_free_bytes", "What may still be written to the disk of a folder.", samples);
    }

    private Duration since(Instant time) {
        return Duration.between(time, clock.instant());
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
