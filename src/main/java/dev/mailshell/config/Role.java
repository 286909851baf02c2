package dev.mailshell.config;

import dev.mailshell.crypto.Peers;
import java.util.Locale;

/** Which half of the conversation a home is for. */
public enum Role {
    /** Takes commands, runs them, answers. */
    SERVER,
    /** Sends commands, reads the answers. */
    CLIENT,
    /** A server in all respects, that is the mail server of others as well and takes its own mail from that. */
    HUB;

    /** Whether a party in this role takes commands, runs them and answers; if not, it sends them. */
    public boolean runsCommands() {
        return this != CLIENT;
    }

    /** Whom a party in this role trusts. */
    public Peers peers() {
        return runsCommands() ? Peers.CLIENTS : Peers.SERVERS;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
