package dev.mailshell.config;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.crypto.FileOwners;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Offer;
import dev.mailshell.policy.Policy;
import dev.mailshell.policy.RuleBook;
import dev.mailshell.policy.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policy of a running server: as its file says, read anew once that has changed. Each decision is by one reading as a whole; a file
 * that is not valid changes nothing. What holds for the server as a whole stays as it was at the start. Safe for use by several threads.
 */
public final class WatchedPolicy implements Policy {

    private final Path file;
    private final List<Problem> warnings;
    private final ServerSettings settings;
    private volatile RuleBook rules;
    private String read;
    private String seen;

    /** Is told what came of a change. */
    public interface Observer {

        /**
         * The file is in force from now on.
         *
         * @param policy what was read
         * @param waiting the keys of {@code defaults} that have changed and wait for a restart
         */
        void inForce(PolicyFile policy, List<String> waiting);

        /** The file is not valid; what was in force before still is. */
        void refused(ConfigFailure failure);
    }

    private WatchedPolicy(Path file, String state, PolicyFile first) {
        this.file = file;
        this.warnings = first.warnings();
        this.read = state;
        this.seen = state;
        this.rules = first.rules();
        this.settings = rules.settings();
    }

    /**
     * The policy in {@code file}.
     *
     * @throws ConfigFailure with everything that is wrong with it
     */
    public static WatchedPolicy open(Path file) throws ConfigFailure {
        // Before it is read: what changes after this is another state.
        String state = FileState.of(file);
        return new WatchedPolicy(file, state, PolicyFile.load(file));
    }

    /** What was worth a look in the file when it was opened. */
    public List<Problem> warnings() {
        return warnings;
    }

    /**
     * Looks at the file, and reads it if it has changed and is as it was at the look before: so it counts only once nobody has written to
     * it from one look to the next. To be called at intervals that are longer than it takes to write a file.
     *
     * @param observer is told what came of a change
     */
    public synchronized void look(Observer observer) {
        String state = FileState.of(file);
        boolean settled = state.equals(seen);
        seen = state;
        if (!settled || state.equals(read)) {
            return;
        }
        try {
            refuseForeign();
            PolicyFile policy = PolicyFile.load(file);
            if (FileState.of(file).equals(state)) {
                read = state;
                rules = policy.rules().with(settings);
                observer.inForce(policy, changes(policy.rules().settings()));
            }
        } catch (ConfigFailure e) {
            read = state;
            observer.refused(e);
        }
    }

    private void refuseForeign() throws ConfigFailure {
        try {
            FileOwners owners = FileOwners.ours();
            Optional<String> fault = Files.exists(file) ? owners.faultOf(file) : Optional.empty();
            if (fault.isPresent()) {
                throw new ConfigFailure(
                        List.of(new Problem(file.toString(), "the file " + fault.get(), owners.hint(file.toString()))));
            }
        } catch (IOException e) {
            ConfigFailure failure = new ConfigFailure(List.of(new Problem(
                    file.toString(),
                    "the owner of the file cannot be found out",
                    "it must be a file that this user may read")));
            failure.initCause(e);
            throw failure;
        }
    }

    private List<String> changes(ServerSettings other) {
        List<String> changed = new ArrayList<>();
        addIf(!other.maxAge().equals(settings.maxAge()), "max-age", changed);
        addIf(other.concurrency() != settings.concurrency(), "concurrency", changed);
        addIf(other.maxInput() != settings.maxInput(), "max-input", changed);
        addIf(other.signedOnly() != settings.signedOnly(), PolicyFileDefaults.SIGNED_ONLY, changed);
        return changed;
    }

    private static void addIf(boolean condition, String key, List<String> keys) {
        if (condition) {
            keys.add(key);
        }
    }

    @Override
    public Verdict decide(
            IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now) {
        return rules.decide(client, invocation, options, history, now);
    }

    @Override
    public List<Offer> offers(IdentityName client) {
        return rules.offers(client);
    }

    @Override
    public ServerSettings settings() {
        return settings;
    }
}
