package dev.mailshell.policy;

import java.time.Instant;

/** What the policy needs to know of the past. */
public interface History {

    /** A past in which nothing happened before the command in question. */
    History NONE = new History() {
        @Override
        public int acceptedSince(Instant since) {
            return 1;
        }

        @Override
        public int startedSince(String command, Instant since) {
            return 0;
        }
    };

    /** How many commands of the client in question were accepted at or after {@code since}, up to the one in question and with it. */
    int acceptedSince(Instant since);

    /** How many times {@code command} of the catalog was started for anybody at or after {@code since}. */
    int startedSince(String command, Instant since);
}
