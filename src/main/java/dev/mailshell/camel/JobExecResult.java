package dev.mailshell.camel;

import dev.mailshell.exec.JobResult;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecResult;

/** How a job ended, for {@code exec:}. It always says 0 there, since camel-exec logs another exit value as an error. */
final class JobExecResult extends ExecResult {

    private static final long serialVersionUID = 1L;

    private final transient JobResult result;

    JobExecResult(ExecCommand command, JobResult result) {
        super(command, null, null, 0);
        this.result = result;
    }

    JobResult result() {
        return result;
    }
}
