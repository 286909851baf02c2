package dev.mailshell.policy;

import dev.mailshell.model.Amount;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A policy of commands, roles that allow them, and clients that have roles. Immutable. */
public final class RuleBook implements Policy {

    /** How many entries of each kind there are. */
    public record Size(int commands, int roles, int clients) {

        /** Such as {@code 3 commands, 2 roles, 1 client}. */
        @Override
        public String toString() {
            return Amount.of(commands, "command") + ", " + Amount.of(roles, "role") + ", "
                    + Amount.of(clients, "client");
        }
    }

    private final Contents contents;
    private final Size size;
    private final Map<IdentityName, Grants> clients = new LinkedHashMap<>();
    private final Verdicts verdicts;
    private final ServerSettings settings;

    /**
     * What a policy is made of.
     *
     * @param commands without those that the server answers itself, which are always there
     */
    public record Contents(
            List<CatalogCommand> commands,
            List<Role> roles,
            List<Group> groups,
            List<ClientEntry> clients,
            Defaults defaults) {}

    /**
     * A policy of {@code contents} for a server of these settings.
     *
     * @throws IllegalArgumentException if a name is there twice, or one that is referred to is not there, or roles include each other
     */
    public RuleBook(Contents contents, ServerSettings settings) {
        this.contents = contents;
        this.settings = settings;
        this.size = new Size(
                contents.commands().size(),
                contents.roles().size(),
                contents.clients().size());
        Map<String, CatalogCommand> catalog = new HashMap<>();
        CatalogCommand.Own.all().forEach(own -> catalog.put(own.name(), own));
        contents.commands().forEach(command -> Names.putOnce(catalog, command.name(), command));
        Map<String, GrantedRole> granted = new HashMap<>();
        contents.roles().forEach(role -> Names.putOnce(granted, role.name(), new GrantedRole(role, catalog)));
        Membership membership = new Membership(contents.roles(), contents.groups(), contents.clients());
        contents.clients()
                .forEach(entry -> clients.put(
                        entry.client(),
                        new Grants(
                                entry,
                                membership.clients().get(entry.client()).stream()
                                        .map(role -> granted.get(role.name()))
                                        .toList())));
        this.verdicts = new Verdicts(contents.defaults(), approvers(membership));
    }

    private Map<String, Set<IdentityName>> approvers(Membership membership) {
        Map<String, Set<IdentityName>> approvers = new HashMap<>();
        contents.commands().forEach(command -> command.entry()
                .consent()
                .ifPresent(consent -> approvers.put(command.name(), membership.named(consent.from()))));
        return approvers;
    }

    /** The same rules for a server of other settings. */
    public RuleBook with(ServerSettings other) {
        return new RuleBook(contents, other);
    }

    /** Whether it has an entry for {@code client}; without one, that client may run nothing. */
    public boolean knows(IdentityName client) {
        return clients.containsKey(client);
    }

    /** Those who may approve {@code command}, which takes consent, whoever asks; empty if it takes none. */
    public Set<IdentityName> approvers(CatalogCommand command) {
        return new HashSet<>(verdicts.approvers(command));
    }

    /** Those whose roles allow {@code command}. */
    public List<IdentityName> clientsOf(CatalogCommand command) {
        return clients.values().stream()
                .filter(grants -> !grants.allowing(command).isEmpty())
                .map(Grants::client)
                .toList();
    }

    /** Those for whom some command that they may run takes a one-time code, by its own terms or by a role's. */
    public Set<IdentityName> clientsThatNeedCodes() {
        return clients.values().stream()
                .filter(Grants::needsCode)
                .map(Grants::client)
                .collect(Collectors.toSet());
    }

    /** As whom and within which walls programs run by some role that allows them, each once. */
    public Set<Confinement> confinements() {
        Map<String, CatalogCommand> catalog = new HashMap<>();
        contents.commands().forEach(command -> catalog.put(command.name(), command));
        Set<Confinement> confinements = new HashSet<>();
        for (Role role : contents.roles()) {
            role.allow().stream()
                    .filter(catalog::containsKey)
                    .map(catalog::get)
                    .map(command -> limits(command, role).confinement())
                    .forEach(confinements::add);
        }
        return confinements;
    }

    private Limits limits(CatalogCommand command, Role role) {
        Entry entry = command.entry();
        return entry.profile().limits(role.profile(), contents.defaults().limits(), entry.sha256());
    }

    @Override
    public Verdict decide(
            IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now) {
        Grants grants = clients.get(client);
        if (grants == null) {
            return Denial.of(
                    "no entry clients." + client,
                    Reason.CLIENT_WITHOUT_ENTRY,
                    "the policy of this server has no entry for " + client,
                    "ask the operator of this server for one");
        }
        Optional<Verdict.Denied> unacceptable = new OptionCheck(settings).faultOf(options, grants);
        if (unacceptable.isPresent()) {
            return unacceptable.get();
        }
        Resolution resolution = grants.resolve(invocation, Intake.of(options));
        if (resolution instanceof Resolution.Refused refused) {
            return Denial.of(
                    refused.rule(),
                    refused.reason(),
                    refused.fact(),
                    refused.hint().orElseGet(grants::hint));
        }
        return verdicts.on(
                resolution,
                options,
                new Admission.Request(grants, options.totp().isPresent(), history, now));
    }

    @Override
    public List<Offer> offers(IdentityName client) {
        Grants grants = clients.get(client);
        return grants == null
                ? List.of()
                : grants.commands()
                        .limit(MAX_OFFERS)
                        .map(command -> offer(grants, command))
                        .toList();
    }

    private Offer offer(Grants grants, CatalogCommand command) {
        return new Offer(command.usage(), command.entry().title(), verdicts.inShort(command, grants.allowing(command)));
    }

    @Override
    public ServerSettings settings() {
        return settings;
    }

    /** How much is in it. */
    public Size size() {
        return size;
    }

    @Override
    public String toString() {
        return size.toString();
    }
}
