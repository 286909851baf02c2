package dev.mailshell.policy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * On which days and at which hours. Hours that go over midnight belong to the day on which they begin.
 *
 * @param hours empty for the whole day
 * @param days at least one
 */
public record Schedule(Optional<Hours> hours, Set<DayOfWeek> days) {

    /** At any time. */
    public static final Schedule ALWAYS = new Schedule(Optional.empty(), EnumSet.allOf(DayOfWeek.class));

    /** The form of days in words, for an error. */
    public static final String DAYS_FORM = "mon, tue, wed, thu, fri, sat, sun, or two of them as in mon-fri";

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Copies {@code days}. */
    public Schedule {
        days = Set.copyOf(days);
    }

    /**
     * A time of the day. If it ends before it begins, it goes over midnight.
     *
     * @param from the first minute
     * @param to the minute that no longer belongs to it; another one than {@code from}
     */
    public record Hours(LocalTime from, LocalTime to) {

        /** The form in words, for an error. */
        public static final String FORM = "two different times from 00:00 to 24:00, as in 08:00-18:00";

        private static final String TIME = "((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
        private static final Pattern PATTERN = Pattern.compile(TIME + "-" + TIME);

        /** The hours that {@code text}, such as {@code 08:00-18:00}, writes; empty if it has another form. */
        public static Optional<Hours> parse(String text) {
            Matcher matcher = PATTERN.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            LocalTime from = time(matcher.group(1));
            LocalTime to = time(matcher.group(2));
            return from.equals(to) ? Optional.empty() : Optional.of(new Hours(from, to));
        }

        private static LocalTime time(String text) {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        }

        private boolean overMidnight() {
            return to.isBefore(from);
        }

        @Override
        public String toString() {
            return from + "-" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
        }
    }

    /** The days that {@code text}, such as {@code tue} or {@code mon-fri}, writes; empty if it has another form. */
    public static Optional<Set<DayOfWeek>> parseDays(String text) {
        String[] ends = text.split("-", -1);
        int first = NAMES.indexOf(ends[0]);
        int last = NAMES.indexOf(ends[ends.length - 1]);
        if (ends.length > 2 || first < 0 || last < 0) {
            return Optional.empty();
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        DayOfWeek day = DayOfWeek.of(first + 1);
        days.add(day);
        while (day.getValue() != last + 1) {
            day = day.plus(1);
            days.add(day);
        }
        return Optional.of(days);
    }

    /** Whether {@code now}, by the clock on the wall, is within it. */
    boolean includes(LocalDateTime now) {
        if (hours.isEmpty()) {
            return days.contains(now.getDayOfWeek());
        }
        LocalTime time = now.toLocalTime();
        Hours open = hours.get();
        boolean begun = !time.isBefore(open.from());
        boolean ongoing = time.isBefore(open.to());
        if (!open.overMidnight()) {
            return begun && ongoing && days.contains(now.getDayOfWeek());
        }
        return (begun && days.contains(now.getDayOfWeek()))
                || (ongoing && days.contains(now.getDayOfWeek().minus(1)));
    }

    /** Such as {@code mon, tue 08:00-18:00}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (days.size() < NAMES.size()) {
            parts.add(days.stream()
                    .sorted()
                    .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")));
        }
        hours.ifPresent(open -> parts.add(open.toString()));
        return parts.isEmpty() ? "at any time" : String.join(" ", parts);
    }
}
