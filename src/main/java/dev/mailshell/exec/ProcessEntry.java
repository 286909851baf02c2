package dev.mailshell.exec;

/**
 * A line of the process table.
 *
 * @param group its process group
 * @param state one letter, as in proc(5)
 * @param threads how many threads it has
 * @param born clock ticks from boot to its start; with the pid, this names a process for good
 */
record ProcessEntry(long pid, long parent, long group, long session, char state, int threads, long born) {
    // As far as the start, and what follows.
    private static final int FIELDS = 21;

    /** Reads {@code /proc/PID/stat}. */
    static ProcessEntry parse(String stat) {
        // The name before the last parenthesis is chosen by the process, and may hold anything.
        int name = stat.lastIndexOf(')');
        String[] fields = stat.substring(name + 2).split(" ", FIELDS);
        return new ProcessEntry(
                Long.parseLong(stat.substring(0, stat.indexOf(' '))),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                fields[0].charAt(0),
                Integer.parseInt(fields[17]),
                Long.parseLong(fields[19]));
    }

    /** Whether it still executes; a zombie whose first thread alone has ended does. */
    boolean alive() {
        return state != 'X' && (state != 'Z' || threads > 1);
    }
}
