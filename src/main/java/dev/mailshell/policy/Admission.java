package dev.mailshell.policy;

import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import dev.mailshell.model.Verdict;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the role by which a client may run a command now, or says why there is none. */
final class Admission {

    /** What helps the client most comes first: what it can do itself, then what it can wait for. */
    private static final List<Reason> BY_USE =
            List.of(Reason.TOTP_REQUIRED, Reason.RATE_EXCEEDED, Reason.OUT_OF_HOURS, Reason.TOTP_NOT_ENROLLED);

    private final Request request;
    private final ZoneId zone;
    private final LocalDateTime time;

    /**
     * Who asks, and what there is to know.
     *
     * @param hasCode whether a one-time code came with it; whether it is right is checked later
     */
    record Request(Grants grants, boolean hasCode, History history, Instant now) {

        Count countOfClient() {
            return rate -> history.acceptedSince(now.minus(rate.window()));
        }

        Count count(CatalogCommand command) {
            return rate -> 1 + history.startedSince(command.name(), now.minus(rate.window()));
        }
    }

    /** How many there are in the window of a rate, the one in question included. */
    @FunctionalInterface
    interface Count {
        int within(Rate rate);
    }

    Admission(Request request, ZoneId zone) {
        this.request = request;
        this.zone = zone;
        this.time = LocalDateTime.ofInstant(request.now(), zone);
    }

    /** Who may run. */
    sealed interface Outcome {

        /** By this role. */
        record Admitted(Role role) implements Outcome {}

        /** Not now, or not so. */
        record Refused(Verdict.Denied why) implements Outcome {}
    }

    private record Objection(Verdict.Denied why, double rate) {

        Reason reason() {
            return why.why().code();
        }
    }

    /** The first of {@code roles}, at least one, whose terms and those of {@code command} hold. */
    Outcome by(List<Role> roles, CatalogCommand command) {
        Optional<Objection> own = objection(command.place(), command.entry().terms(), request.count(command));
        if (own.isPresent()) {
            return new Outcome.Refused(own.get().why());
        }
        Optional<Objection> best = Optional.empty();
        for (Role role : roles) {
            Optional<Objection> objection = objection("roles." + role.name(), role.terms(), request.countOfClient());
            if (objection.isEmpty()) {
                return new Outcome.Admitted(role);
            }
            best = better(best, objection.get());
        }
        return new Outcome.Refused(best.orElseThrow().why());
    }

    private static Optional<Objection> better(Optional<Objection> before, Objection objection) {
        Comparator<Objection> order = Comparator.<Objection>comparingInt(one -> BY_USE.indexOf(one.reason()))
                .thenComparing(Comparator.comparingDouble(Objection::rate).reversed());
        return before.isPresent() && order.compare(before.get(), objection) <= 0 ? before : Optional.of(objection);
    }

    private Optional<Objection> objection(String place, Terms terms, Count count) {
        return outOfHours(place, terms.schedule())
                .or(() -> terms.totp() ? withoutCode(place) : Optional.empty())
                .or(() -> terms.rate().flatMap(rate -> tooOften(place, rate, count)));
    }

    private Optional<Objection> outOfHours(String place, Schedule schedule) {
        if (schedule.includes(time)) {
            return Optional.empty();
        }
        return Optional.of(objection(
                place + ".hours",
                Reason.OUT_OF_HOURS,
                "not at this time (expected " + schedule + ", time zone " + zone + ")",
                "send it again then"));
    }

    private Optional<Objection> withoutCode(String place) {
        if (request.grants().totp().isEmpty()) {
            return Optional.of(objection(
                    place + ".require",
                    Reason.TOTP_NOT_ENROLLED,
                    "it takes a one-time code, and " + request.grants().client() + " has no secret for one",
                    "ask the operator of this server to enrol you"));
        }
        return request.hasCode()
                ? Optional.empty()
                : Optional.of(objection(
                        place + ".require",
                        Reason.TOTP_REQUIRED,
                        "it takes a one-time code (was none)",
                        "send it again with the code that your device shows now"));
    }

    private static Optional<Objection> tooOften(String place, Rate rate, Count count) {
        int used = count.within(rate);
        if (used <= rate.count()) {
            return Optional.empty();
        }
        Verdict.Denied why = Denial.of(
                place + ".rate",
                Reason.RATE_EXCEEDED,
                "too many commands (was " + used + " in the last " + TimeSpan.format(rate.window())
                        + ", expected at most " + rate.count() + ")",
                "send it again later; the limit is " + rate);
        return Optional.of(new Objection(why, rate.perSecond()));
    }

    private static Objection objection(String rule, Reason reason, String fact, String hint) {
        return new Objection(Denial.of(rule, reason, fact, hint), 0);
    }
}
