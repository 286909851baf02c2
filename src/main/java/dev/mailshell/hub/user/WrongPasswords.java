package dev.mailshell.hub.user;

import java.time.Clock;
import java.time.Instant;

/** Counts wrong passwords, and says when no more are checked. Bounded, whoever comes. Safe for use by several threads. */
final class WrongPasswords {

    private static final int MOST_NETWORKS = 5000;

    /** Users that there are not; those that there are, are bounded by their file. */
    private static final int MOST_STRANGERS = 1000;

    private static final int MOST_USERS = 10_000;

    private final Clock clock;
    private final CountedAttempts<Network> ofNetwork;
    private final CountedAttempts<Visitor> ofBoth;
    private final CountedAttempts<String> ofUser;
    // Apart, so that who makes up users does not push out those that there are, and both are answered alike.
    private final CountedAttempts<String> ofNobody;
    private final RecentMap<Visitor, Boolean> known = new RecentMap<>(MOST_NETWORKS);

    /**
     * Who tries.
     *
     * @param user as he says
     * @param isUser whether there is such a user
     */
    record Visitor(String user, boolean isUser, Network network) {}

    WrongPasswords(LoginLimits limits, Clock clock) {
        this.clock = clock;
        this.ofNetwork = new CountedAttempts<>(limits.ofNetwork(), MOST_NETWORKS);
        this.ofBoth = new CountedAttempts<>(limits.ofBoth(), MOST_NETWORKS);
        this.ofUser = new CountedAttempts<>(limits.ofUser(), MOST_USERS);
        this.ofNobody = new CountedAttempts<>(limits.ofUser(), MOST_STRANGERS);
    }

    /** Whether there were so many that this visitor has to wait. */
    synchronized boolean areTooMany(Visitor visitor) {
        Instant now = clock.instant();
        return ofNetwork.areTooMany(visitor.network(), now)
                || ofBoth.areTooMany(visitor, now)
                || (users(visitor).areTooMany(visitor.user(), now) && !known.containsKey(visitor));
    }

    synchronized void count(Visitor visitor) {
        Instant now = clock.instant();
        ofNetwork.count(visitor.network(), now);
        ofBoth.count(visitor, now);
        users(visitor).count(visitor.user(), now);
    }

    /** The password was right. What others try for that user, and this network for others, still counts. */
    synchronized void welcome(Visitor visitor) {
        ofBoth.forget(visitor);
        known.put(visitor, true);
    }

    private CountedAttempts<String> users(Visitor visitor) {
        return visitor.isUser() ? ofUser : ofNobody;
    }
}
