package dev.mailshell.cli;

import dev.mailshell.config.Home;

/** A client that takes up what is sent from a home, and files the answers there. */
interface ClientAtHand {

    /**
     * To be asked again and again by who waits for it.
     *
     * @throws Interruption.Came if nobody is to wait any more
     */
    void require() throws Exception;

    /** Where it takes commands from and files replies. */
    Home home();
}
