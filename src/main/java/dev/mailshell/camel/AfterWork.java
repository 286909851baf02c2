package dev.mailshell.camel;

import org.apache.camel.support.SynchronizationAdapter;

/** Done when the work on an exchange ends. The delivery of its answer, which it hands over to a queue, is no part of that. */
abstract class AfterWork extends SynchronizationAdapter {

    @Override
    public final boolean allowHandover() {
        return false;
    }
}
