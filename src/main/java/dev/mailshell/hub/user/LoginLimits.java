package dev.mailshell.hub.user;

import dev.mailshell.policy.Rate;
import java.time.Duration;

/**
 * How many passwords are checked, and how many wrong ones.
 *
 * @param atOnce passwords that are checked at the same moment; each takes 19 MiB and a processor
 * @param patience how long one that comes meanwhile waits for its turn
 * @param ofNetwork wrong passwords from one network, whosoever they were for
 * @param ofBoth wrong passwords for one user from one network
 * @param ofUser wrong passwords for one user from everywhere. Beyond it only networks count from which that user has logged in before, so
 *     that strangers keep nobody out of where he usually is.
 * @param remembered how long a password that was right is known without that work
 */
public record LoginLimits(
        int atOnce, Duration patience, Rate ofNetwork, Rate ofBoth, Rate ofUser, Duration remembered) {

    /** For a small machine. */
    public static final LoginLimits DEFAULT = new LoginLimits(
            1,
            Duration.ofSeconds(3),
            new Rate(60, Duration.ofHours(1)),
            new Rate(10, Duration.ofHours(1)),
            new Rate(100, Duration.ofHours(1)),
            Duration.ofMinutes(15));
}
