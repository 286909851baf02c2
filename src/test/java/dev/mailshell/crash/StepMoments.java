package dev.mailshell.crash;

import dev.mailshell.camel.StepObserver;

/** The moments before and after each step of each route. */
final class StepMoments implements StepObserver {

    private final Moments moments;

    StepMoments(Moments moments) {
        this.moments = moments;
    }

    @Override
    public void begins(Step step) {
        moments.reached("before " + step.id());
    }

    @Override
    public void ends(Step step) {
        moments.reached("after " + step.id());
    }
}
