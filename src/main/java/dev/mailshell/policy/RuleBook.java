package dev.mailshell.policy;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy of commands, roles that allow them, and clients that have roles. */
public final class RuleBook implements Policy {

    /** How many entries of each kind there are. */
    public record Size(int commands, int roles, int clients) {

        /** Such as {@code 3 commands, 2 roles, 1 clients}. */
        @Override
        public String toString() {
            return commands + " commands, " + roles + " roles, " + clients + " clients";
        }
    }

    private final Map<String, CatalogCommand> commands = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<IdentityName, Grants> clients = new LinkedHashMap<>();
    private final Duration maxAge;
    private final int concurrency;
    private final long maxInput;
    private final boolean signedOnly;

    /**
     * @param maxAge how old a command may be; positive
     * @param concurrency how many commands may run at once; positive
     * @param maxInput bytes of all files that may be attached to one command; not negative
     * @throws IllegalArgumentException if a name is there twice, or one that is referred to is not there
     */
    public RuleBook(
            List<CatalogCommand> commands,
            List<Role> roles,
            List<ClientEntry> clients,
            Duration maxAge,
            int concurrency,
            long maxInput) {
        this(commands, roles, clients, maxAge, concurrency, maxInput, false);
    }

    /**
     * As above.
     *
     * @param signedOnly whether scripts that are signed and not encrypted may be commands
     */
    public RuleBook(
            List<CatalogCommand> commands,
            List<Role> roles,
            List<ClientEntry> clients,
            Duration maxAge,
            int concurrency,
            long maxInput,
            boolean signedOnly) {
        commands.forEach(command -> putOnce(this.commands, command.name(), command));
        roles.forEach(role -> putOnce(this.roles, role.name(), role));
        roles.forEach(role -> role.allow().forEach(name -> required(this.commands, name)));
        clients.forEach(entry -> putOnce(this.clients, entry.client(), grants(entry)));
        this.maxAge = maxAge;
        this.concurrency = concurrency;
        this.maxInput = maxInput;
        this.signedOnly = signedOnly;
    }

    private Grants grants(ClientEntry entry) {
        List<Role> granted =
                entry.roles().stream().map(name -> required(roles, name)).toList();
        return new Grants(entry.client(), granted, commands);
    }

    /** Whether it has an entry for {@code client}; without one, that client may run nothing. */
    public boolean knows(IdentityName client) {
        return clients.containsKey(client);
    }

    @Override
    public Verdict decide(
            IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now) {
        Grants grants = clients.get(client);
        if (grants == null) {
            return denied(
                    "no entry clients." + client,
                    Reason.CLIENT_WITHOUT_ENTRY,
                    "the policy of this server has no entry for " + client,
                    "ask the operator of this server for one");
        }
        Optional<Verdict> unsupported = unsupported(options).or(() -> tooLarge(options));
        if (unsupported.isPresent()) {
            return unsupported.get();
        }
        Resolution resolution = grants.resolve(invocation, Intake.of(options));
        if (resolution instanceof Resolution.Refused refused) {
            return denied(
                    refused.rule(),
                    refused.reason(),
                    refused.fact(),
                    refused.hint().orElseGet(grants::hint));
        }
        Resolution.Resolved resolved = (Resolution.Resolved) resolution;
        return withinRate(grants.allowing(resolved.command()), resolved, options, since(client, history, now));
    }

    @Override
    public List<Offer> offers(IdentityName client) {
        return clients.containsKey(client) ? clients.get(client).offers() : List.of();
    }

    /** What is asked for and not there is refused, never ignored: who sends a code believes that it is checked. */
    private static Optional<Verdict> unsupported(CommandOptions options) {
        if (!options.collect().isEmpty()) {
            return Optional.of(denied(
                    "collect",
                    Reason.FEATURE_UNSUPPORTED,
                    "this server sends no files back (was " + options.collect().size() + " to collect, expected none)",
                    "send the command without collect"));
        }
        if (options.totp().isPresent()) {
            return Optional.of(denied(
                    "totp",
                    Reason.FEATURE_UNSUPPORTED,
                    "this server checks no one-time codes yet",
                    "send the command without totp"));
        }
        return Optional.empty();
    }

    private Optional<Verdict> tooLarge(CommandOptions options) {
        // Each size is below 2^63, but their sum need not be.
        long rest = maxInput;
        for (AttachedFile file : options.files()) {
            if (file.bytes() > rest) {
                return Optional.of(denied(
                        "defaults.max-input",
                        Reason.INPUT_TOO_LARGE,
                        "the attached files are too large (expected at most " + SizeText.format(maxInput)
                                + " together)",
                        "attach less, or ask the operator of this server for a larger max-input"));
            }
            rest -= file.bytes();
        }
        return Optional.empty();
    }

    /** Counts the commands of one client in a window up to now. */
    @FunctionalInterface
    private interface Count {
        int within(Duration window);
    }

    private static Count since(IdentityName client, History history, Instant now) {
        return window -> history.acceptedSince(client, now.minus(window));
    }

    private static Verdict withinRate(
            List<Role> allowing, Resolution.Resolved resolved, CommandOptions options, Count count) {
        for (Role role : allowing) {
            if (role.rate().isEmpty()
                    || count.within(role.rate().get().window())
                            <= role.rate().get().count()) {
                return new Verdict.Allowed(
                        "roles." + role.name() + " allows commands."
                                + resolved.command().name(),
                        resolved.command().name(),
                        resolved.argv(),
                        shortened(resolved.command().limits(), options.timeout()),
                        Conditions.NONE);
            }
        }
        return rateExceeded(mostGenerous(allowing), count);
    }

    private static Role mostGenerous(List<Role> rated) {
        return rated.stream()
                .max(Comparator.comparingDouble(
                        role -> role.rate().orElseThrow().perSecond()))
                .orElseThrow();
    }

    private static Verdict rateExceeded(Role role, Count count) {
        Rate rate = role.rate().orElseThrow();
        return denied(
                "roles." + role.name() + ".rate",
                Reason.RATE_EXCEEDED,
                "too many commands (was " + count.within(rate.window()) + " in the last "
                        + TimeSpan.format(rate.window()) + ", expected at most " + rate.count() + ")",
                "send it again later; the limit is " + rate);
    }

    private static Limits shortened(Limits limits, Optional<Duration> timeout) {
        Duration shorter =
                timeout.filter(asked -> asked.compareTo(limits.timeout()) < 0).orElse(limits.timeout());
        return new Limits(shorter, limits.inlineOutput(), limits.maxOutput(), limits.confinement());
    }

    private static Verdict denied(String rule, Reason reason, String fact, String hint) {
        return new Verdict.Denied(rule, new Explanation(reason, fact, hint));
    }

    @Override
    public Duration maxAge() {
        return maxAge;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public long maxInput() {
        return maxInput;
    }

    @Override
    public boolean acceptsSignedOnly() {
        return signedOnly;
    }

    /** How much is in it. */
    public Size size() {
        return new Size(commands.size(), roles.size(), clients.size());
    }

    @Override
    public String toString() {
        return size().toString();
    }

    private static <K, V> void putOnce(Map<K, V> map, K key, V value) {
        if (map.putIfAbsent(key, value) != null) {
            throw new IllegalArgumentException(key + " is there twice");
        }
    }

    private static <V> V required(Map<String, V> map, String name) {
        V value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not there");
        }
        return value;
    }
}
