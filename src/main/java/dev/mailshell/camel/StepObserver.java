package dev.mailshell.camel;

/**
 * Told of each step of each route, as an exchange comes to it and as it is done with it. Called by the thread that works on the
 * exchange, which goes on when the call returns; must not throw. Safe for use by several threads.
 */
public interface StepObserver {

    /**
     * A step, as one exchange passes it.
     *
     * @param route the id of the route that it is written in
     * @param id of the step; unique among the routes of a party
     * @param exchange the id of the exchange
     */
    record Step(String route, String id, String exchange) {

        /** As {@code send-reply/commit-reply}. */
        @Override
        public String toString() {
            return route + "/" + id;
        }
    }

    /** The exchange has come to the step, which has done nothing yet. */
    void begins(Step step);

    /** The step is done, also if it failed; a step with steps of its own, once those are done. */
    void ends(Step step);
}
