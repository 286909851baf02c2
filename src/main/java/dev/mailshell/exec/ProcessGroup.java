package dev.mailshell.exec;

import java.util.OptionalLong;

/**
 * A process group. To kill it is one act of the kernel, which no fork in the group can outrun.
 *
 * @param leaderBorn clock ticks from boot to the start of the process with that pid, if it is one that may be killed
 */
record ProcessGroup(long id, OptionalLong leaderBorn) {}
