package dev.mailshell.camel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each step into the log, at the level that {@code --debug} shows. */
final class LoggedSteps implements StepObserver {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.steps");

    @Override
    public void begins(Step step) {
        LOG.debug("{} begins ({})", step, step.exchange());
    }

    @Override
    public void ends(Step step) {
        LOG.debug("{} ends ({})", step, step.exchange());
    }
}
