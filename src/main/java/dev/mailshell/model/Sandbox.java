package dev.mailshell.model;

import java.util.List;
import java.util.Locale;

/**
 * What a command sees of the system: everything read-only, and a {@code /tmp} of its own.
 *
 * @param tool what makes it
 * @param network whether it sees the network
 * @param writable absolute paths of directories that it may write to
 */
public record Sandbox(Tool tool, boolean network, List<String> writable) {

    /** A program of the system that makes a sandbox. */
    public enum Tool {
        /** bwrap(1). */
        BUBBLEWRAP,
        /** systemd-run(1); needs systemd as the init of the system. */
        SYSTEMD_RUN;

        /** As it is written in a policy, such as {@code systemd-run}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Copies {@code writable}. */
    public Sandbox {
        writable = List.copyOf(writable);
    }
}
