package dev.mailshell.config;

import dev.mailshell.filter.Filters;
import dev.mailshell.filter.Method;
import dev.mailshell.filter.SenderList;
import dev.mailshell.filter.SlidingWindow;
import dev.mailshell.filter.TrustedResults;
import dev.mailshell.policy.Rate;
import dev.mailshell.policy.ValuePattern;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the filters. What it returns can be built once there are no problems. */
final class FilterSettings {

    private static final List<ConfigKey> KEYS = List.of(
            ConfigKey.FILTER_SENDERS,
            ConfigKey.FILTER_SUBJECT,
            ConfigKey.FILTER_AUTHSERV_ID,
            ConfigKey.FILTER_AUTHENTICATION,
            ConfigKey.FILTER_RATE);

    private final Settings settings;

    FilterSettings(Settings settings) {
        this.settings = settings;
    }

    Supplier<Filters> filters() {
        Optional<SenderList> senders = settings.parsed(ConfigKey.FILTER_SENDERS, SenderList::parse);
        Optional<ValuePattern> subject = settings.parsed(ConfigKey.FILTER_SUBJECT, ValuePattern::new);
        Optional<Rate> rate = settings.parsed(ConfigKey.FILTER_RATE, FilterSettings::rate);
        Optional<TrustedResults> authentication = authentication();
        if (settings.is(ConfigKey.ROLE, Role.CLIENT.toString())) {
            KEYS.stream()
                    .filter(settings::isSet)
                    .forEach(key -> settings.wrong(
                            key, "the role is client, expected server", "remove it: a client has no filters"));
        }
        return () -> new Filters(senders, subject, authentication, rate);
    }

    private Optional<TrustedResults> authentication() {
        requireBoth(ConfigKey.FILTER_AUTHSERV_ID, ConfigKey.FILTER_AUTHENTICATION);
        requireBoth(ConfigKey.FILTER_AUTHENTICATION, ConfigKey.FILTER_AUTHSERV_ID);
        Optional<String> id = settings.parsed(ConfigKey.FILTER_AUTHSERV_ID, TrustedResults::requireIdentifier);
        Optional<Set<Method>> methods = settings.parsed(ConfigKey.FILTER_AUTHENTICATION, FilterSettings::methods);
        return id.flatMap(known -> methods.map(named -> new TrustedResults(known, named)));
    }

    private void requireBoth(ConfigKey one, ConfigKey other) {
        if (settings.isSet(one) && !settings.isSet(other)) {
            settings.wrong(one, other.property() + " is missing", "write " + other.example() + ", or remove this");
        }
    }

    private static Set<Method> methods(String value) {
        Set<Method> methods = EnumSet.noneOf(Method.class);
        for (String name : value.split(",", -1)) {
            if (!methods.add(Values.constant(Method.class, name.strip()))) {
                throw new IllegalArgumentException("named twice");
            }
        }
        return methods;
    }

    /** What waits is looked at once a minute, so that a window is a minute at least. */
    private static Rate rate(String value) {
        return Rate.parse(value)
                .filter(rate -> rate.count() <= SlidingWindow.MOST)
                .filter(rate -> rate.window().compareTo(Duration.ofMinutes(1)) >= 0)
                .orElseThrow(IllegalArgumentException::new);
    }
}
