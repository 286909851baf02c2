package dev.mailshell.exec;

/** Whether a pid whose process is gone may have been given to another one: pids are given out in a circle. */
final class PidReuse {
    private final long pid;
    private long last;
    private boolean possible;

    PidReuse(long pid) {
        this.pid = pid;
        this.last = pid;
    }

    /**
     * To be called often enough that no whole round is missed.
     *
     * @param now the pid that was given out last
     * @param taken whether the process is still there, so that nobody else can have its pid
     */
    void update(long now, boolean taken) {
        boolean passed = last <= now ? last < pid && pid <= now : last < pid || pid <= now;
        possible |= passed && !taken;
        last = now;
    }

    boolean isPossible() {
        return possible;
    }
}
