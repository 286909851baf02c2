package dev.mailshell.camel;

import dev.mailshell.exec.Job;
import dev.mailshell.exec.JobControl;
import java.util.List;
import java.util.Set;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.exec.ExecCommand;

/** A job for {@code exec:}. Its arguments stay out of what camel-exec knows, since camel-exec logs what it knows. */
final class JobCommand extends ExecCommand {

    private static final long serialVersionUID = 1L;

    private final transient Job job;
    private final transient JobControl control;

    JobCommand(Job job, JobControl control) {
        super("job", List.of(), null, Long.MAX_VALUE, Set.of(), null, null, false, LoggingLevel.TRACE);
        this.job = job;
        this.control = control;
    }

    Job job() {
        return job;
    }

    JobControl control() {
        return control;
    }
}
