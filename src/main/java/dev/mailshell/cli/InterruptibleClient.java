package dev.mailshell.cli;

import dev.mailshell.config.Home;

/** A client for who waits for it only until a signal comes. */
record InterruptibleClient(ClientAtHand client, Interruption interruption) implements ClientAtHand {

    @Override
    public void require() throws Exception {
        interruption.check();
        client.require();
    }

    @Override
    public Home home() {
        return client.home();
    }
}
