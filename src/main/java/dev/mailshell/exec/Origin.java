package dev.mailshell.exec;

import java.nio.file.Path;

/**
 * What the processes of a job can be told by.
 *
 * @param directory the real path of the job's directory
 * @param uid the id of the user that the job runs as
 * @param otherUser whether that is not our own; then no process of the job has another user than that
 * @param bornSince clock ticks since boot before which none of them was born
 * @param ownSession whether the first process leads a session of its own
 */
record Origin(String jobId, Path directory, int uid, boolean otherUser, long bornSince, boolean ownSession) {}
