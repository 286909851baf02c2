package dev.mailshell.config;

import dev.mailshell.policy.Rate;
import dev.mailshell.policy.Schedule;
import dev.mailshell.policy.Terms;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a role or a command demands before anything runs: when, how often, how many at once, with what. */
final class PolicyFileTerms {

    private final PolicyFileValues values;

    PolicyFileTerms(PolicyFileValues values) {
        this.values = values;
    }

    Terms read(PolicyFileSection section) {
        Optional<Schedule.Hours> hours = values.optional(section, "hours", this::hours);
        Set<DayOfWeek> days = values.optional(section, "days", this::days).orElse(Schedule.ALWAYS.days());
        Optional<Integer> concurrency = values.optional(section, "concurrency", values.number(1, 256));
        return new Terms(
                new Schedule(hours, days),
                values.optional(section, "rate", this::rate),
                concurrency.isPresent() ? OptionalInt.of(concurrency.get()) : OptionalInt.empty(),
                values.optional(section, "require", this::requirement).orElse(false));
    }

    private Optional<Schedule.Hours> hours(Node node, String path) {
        return values.parsed(node, path, Schedule.Hours::parse, "no hours", Schedule.Hours.FORM, "write 08:00-18:00");
    }

    private Optional<Rate> rate(Node node, String path) {
        return values.parsed(node, path, Rate::parse, "not a rate", Rate.FORM, "write it as 30/min");
    }

    private Optional<Set<DayOfWeek>> days(Node node, String path) {
        Optional<List<ScalarNode>> nodes = values.list(node, path);
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        nodes.orElse(List.of()).forEach(element -> values.parsed(
                        element,
                        "an element of " + path,
                        Schedule::parseDays,
                        "no day",
                        Schedule.DAYS_FORM,
                        "write days: [mon-fri]")
                .ifPresent(days::addAll));
        if (nodes.isPresent() && nodes.get().isEmpty()) {
            return values.refuse(node, path + " is empty (expected a day at least)", "write days: [mon-fri]");
        }
        return days.isEmpty() ? Optional.empty() : Optional.of(days);
    }

    private Optional<Boolean> requirement(Node node, String path) {
        Optional<List<ScalarNode>> nodes = values.list(node, path);
        if (nodes.isPresent()
                && (nodes.get().size() != 1 || !nodes.get().get(0).getValue().equals("totp"))) {
            return values.refuse(node, path + " is not [totp]", "nothing else can be required; write require: [totp]");
        }
        return nodes.map(list -> true);
    }
}
