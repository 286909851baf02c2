package dev.mailshell.policy;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    static Stream<Arguments> days() {
        return Stream.of(
                Arguments.of("mon", Set.of(MONDAY)),
                Arguments.of("sun", Set.of(SUNDAY)),
                Arguments.of("tue-tue", Set.of(TUESDAY)),
                Arguments.of("mon-fri", Set.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)),
                Arguments.of("fri-mon", Set.of(FRIDAY, SATURDAY, SUNDAY, MONDAY)),
                Arguments.of("mon-sun", Set.of(DayOfWeek.values())));
    }

    @ParameterizedTest
    @MethodSource("days")
    void readsDays(String text, Set<DayOfWeek> days) {
        assertThat(Schedule.parseDays(text)).hasValue(days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "mon-",
                "-mon",
                "mon-tue-wed",
                "Mon",
                "monday",
                "mon - fri",
                "mon\n",
                "foo-mon",
                "mon-foo"
            })
    void readsNothingElseAsDays(String text) {
        assertThat(Schedule.parseDays(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "08:00-18:00, 08:00, 18:00",
        "22:30-06:15, 22:30, 06:15",
        "00:00-23:59, 00:00, 23:59",
        "12:00-24:00, 12:00, 00:00"
    })
    void readsHours(String text, LocalTime from, LocalTime to) {
        Optional<Schedule.Hours> hours = Schedule.Hours.parse(text);

        assertThat(hours).hasValue(new Schedule.Hours(from, to));
        assertThat(hours.orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8-18",
                "8:00-18:00",
                "08:00",
                "08:00-08:00",
                "00:00-24:00",
                "08:60-09:00",
                "24:30-01:00",
                "08:00-18:00 "
            })
    void readsNothingElseAsHours(String text) {
        assertThat(Schedule.Hours.parse(text)).isEmpty();
    }

    @Test
    void saysWhenItIs() {
        Optional<Schedule.Hours> hours = Schedule.Hours.parse("22:00-24:00");

        assertThat(Schedule.ALWAYS).hasToString("at any time");
        assertThat(new Schedule(hours, Schedule.ALWAYS.days())).hasToString("22:00-24:00");
        assertThat(new Schedule(Optional.empty(), Set.of(SUNDAY, SATURDAY))).hasToString("sat, sun");
        assertThat(new Schedule(hours, Set.of(FRIDAY, MONDAY))).hasToString("mon, fri 22:00-24:00");
    }
}
