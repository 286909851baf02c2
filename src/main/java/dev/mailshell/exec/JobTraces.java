package dev.mailshell.exec;

/** What a single process shows of the job that it may belong to. */
final class JobTraces {
    private final ProcFs proc;
    private final Origin origin;
    private final long self = ProcessHandle.current().pid();

    JobTraces(ProcFs proc, Origin origin) {
        this.proc = proc;
        this.origin = origin;
    }

    boolean ownSession() {
        return origin.ownSession();
    }

    /** Whether nothing speaks against it: it is not us, and has neither an age nor a user that no process of the job has. */
    boolean possible(ProcessEntry entry) {
        return entry.pid() != self
                && entry.born() >= origin.bornSince()
                && !(origin.otherUser() && isOfAnotherUser(entry));
    }

    /** Whether it has the job's marker variable, which it can only have inherited. */
    boolean marked(ProcessEntry entry) {
        return proc.hasVariable(entry.pid(), Environment.MARKER, origin.jobId());
    }

    /** Whether it works or has a file open in the job's directory. Another user's process may: the job can let it in. */
    boolean near(ProcessEntry entry) {
        return (proc.worksBelow(entry.pid(), origin.directory()) || holdsFile(entry)) && !isOfAnotherUser(entry);
    }

    private boolean holdsFile(ProcessEntry entry) {
        // A child that we are just starting for another job holds, until it executes its program, what we hold.
        return entry.parent() != self && proc.hasOpenFileBelow(entry.pid(), origin.directory());
    }

    private boolean isOfAnotherUser(ProcessEntry entry) {
        return proc.isOfAnotherUser(entry.pid(), origin.uid());
    }
}
