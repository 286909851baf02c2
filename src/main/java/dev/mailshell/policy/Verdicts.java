package dev.mailshell.policy;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the verdict on what a client asked for by a command of its own, under the terms of that command and of a role. */
final class Verdicts {

    private final Defaults defaults;
    private final Map<String, Set<IdentityName>> approvers;

    /** @param approvers by the names of commands that take consent, those who may give it */
    Verdicts(Defaults defaults, Map<String, Set<IdentityName>> approvers) {
        this.defaults = defaults;
        this.approvers = approvers;
    }

    /** @param resolution anything but a refusal */
    Verdict on(Resolution resolution, CommandOptions options, Admission.Request request) {
        CatalogCommand command = resolution instanceof Resolution.Asked asked
                ? asked.command()
                : ((Resolution.Resolved) resolution).command();
        List<Role> roles = request.grants().allowing(command);
        Admission admission = new Admission(request, defaults.zone());
        Admission.Outcome outcome = admission.by(ordered(roles, resolution), command);
        if (outcome instanceof Admission.Outcome.Refused refused) {
            return mayHaveCode(refused, options, request)
                    ? on(
                            resolution,
                            options,
                            new Admission.Request(request.grants(), true, request.history(), request.now()))
                    : refused.why();
        }
        return by(((Admission.Outcome.Admitted) outcome).role(), resolution, options, request);
    }

    /** An answer may be about others only by a role that sees them; so that one goes first. */
    private static List<Role> ordered(List<Role> roles, Resolution resolution) {
        if (resolution instanceof Resolution.Resolved) {
            return roles;
        }
        List<Role> ordered =
                new ArrayList<>(roles.stream().filter(Role::seesAll).toList());
        roles.stream().filter(role -> !role.seesAll()).forEach(ordered::add);
        return ordered;
    }

    /** Nobody has a code for a question; what would run with one is the answer. */
    private static boolean mayHaveCode(
            Admission.Outcome.Refused refused, CommandOptions options, Admission.Request request) {
        return options.explain() && !request.hasCode() && refused.why().why().code() == Reason.TOTP_REQUIRED;
    }

    private Verdict by(Role role, Resolution resolution, CommandOptions options, Admission.Request request) {
        if (resolution instanceof Resolution.Asked asked) {
            return new Verdict.Answered(
                    "roles." + role.name() + " allows " + asked.command().name(),
                    asked.request(),
                    role.seesAll(),
                    conditions(asked.command(), role, request, Optional.empty()));
        }
        Resolution.Resolved resolved = (Resolution.Resolved) resolution;
        CatalogCommand command = resolved.command();
        Optional<ApprovalRule> approvals =
                command.entry().consent().map(consent -> approvals(command, consent, request));
        if (approvals.isPresent()
                && approvals.get().approvers().size() < approvals.get().count()) {
            return approversMissing(command, approvals.get());
        }
        return new Verdict.Allowed(
                "roles." + role.name() + " allows " + command.place(),
                command.name(),
                resolved.argv(),
                shortened(limits(command, role), options.timeout()),
                conditions(command, role, request, approvals));
    }

    private ApprovalRule approvals(CatalogCommand command, Consent consent, Admission.Request request) {
        Set<IdentityName> others = new HashSet<>(approvers(command));
        others.remove(request.grants().client());
        return new ApprovalRule(consent.count(), others, consent.expires());
    }

    private static Verdict approversMissing(CatalogCommand command, ApprovalRule approvals) {
        return Denial.of(
                command.place() + ".approvals",
                Reason.APPROVERS_MISSING,
                "nobody can approve it (was " + approvals.approvers().size() + " beside the one that asks, expected "
                        + approvals.count() + ")",
                "ask the operator of this server to name more in approvals");
    }

    Set<IdentityName> approvers(CatalogCommand command) {
        return approvers.getOrDefault(command.name(), Set.of());
    }

    Limits limits(CatalogCommand command, Role role) {
        Entry entry = command.entry();
        return entry.profile().limits(role.profile(), defaults.limits(), entry.sha256());
    }

    private static Limits shortened(Limits limits, Optional<Duration> timeout) {
        return new Limits(
                Strictest.of(timeout, Optional.of(limits.timeout())).orElseThrow(),
                limits.inlineOutput(),
                limits.maxOutput(),
                limits.confinement());
    }

    private static Conditions conditions(
            CatalogCommand command, Role role, Admission.Request request, Optional<ApprovalRule> approvals) {
        // Where a code is required, none is admitted without; one that comes is checked also where none is.
        return new Conditions(
                request.hasCode() ? request.grants().totp() : Optional.empty(),
                approvals,
                slots(command, role),
                quotas(command, role, request));
    }

    /** What {@code command} demands and how long it may run, for people: by the first of {@code roles}, which all allow it. */
    String inShort(CatalogCommand command, List<Role> roles) {
        List<String> parts = new ArrayList<>();
        if (!(command instanceof CatalogCommand.Own)) {
            parts.add("timeout " + TimeSpan.format(limits(command, roles.get(0)).timeout()));
        }
        Terms terms = command.entry().terms();
        if (terms.totp() || roles.stream().allMatch(role -> role.terms().totp())) {
            parts.add("takes a one-time code");
        }
        if (command.entry().consent().isPresent()) {
            parts.add("waits for approval");
        }
        if (!terms.schedule().equals(Schedule.ALWAYS)) {
            parts.add("only " + terms.schedule() + ", time zone " + defaults.zone());
        }
        return String.join(", ", parts);
    }

    private static List<Conditions.Slot> slots(CatalogCommand command, Role role) {
        if (command instanceof CatalogCommand.Own) {
            // It does not run, and a role that is busy has to be able to cancel.
            return List.of();
        }
        List<Conditions.Slot> slots = new ArrayList<>();
        command.entry().terms().concurrency().ifPresent(most -> slots.add(new Conditions.Slot(command.place(), most)));
        role.terms().concurrency().ifPresent(most -> slots.add(new Conditions.Slot("roles." + role.name(), most)));
        return slots;
    }

    private static List<Conditions.Quota> quotas(CatalogCommand command, Role role, Admission.Request request) {
        List<Conditions.Quota> quotas = new ArrayList<>();
        command.entry()
                .terms()
                .rate()
                .ifPresent(rate -> quotas.add(quota(command.place(), rate, request.count(command))));
        role.terms().rate().ifPresent(rate -> quotas.add(quota("roles." + role.name(), rate, request.countOfClient())));
        return quotas;
    }

    private static Conditions.Quota quota(String place, Rate rate, Admission.Count count) {
        return new Conditions.Quota(place, rate.toString(), rate.count() - count.within(rate));
    }
}
