package dev.mailshell.policy;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one entry, a command or a role, demands before anything runs by it.
 *
 * @param schedule when
 * @param rate how often; empty for as often as one likes
 * @param concurrency how many at once; empty for as many as the server runs
 * @param totp whether only with a one-time code
 */
public record Terms(Schedule schedule, Optional<Rate> rate, OptionalInt concurrency, boolean totp) {

    /** Demands nothing. */
    public static final Terms NONE = new Terms(Schedule.ALWAYS, Optional.empty(), OptionalInt.empty(), false);
}
