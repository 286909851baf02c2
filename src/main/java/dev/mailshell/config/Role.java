package dev.mailshell.config;

import dev.mailshell.crypto.Peers;
import java.util.Locale;

/** Which half of the conversation a home is for. */
public enum Role {
    /** Takes commands, runs them, answers. */
    SERVER,
    /** Sends commands, reads the answers. */
    CLIENT;

    /** Whom a party in this role trusts. */
    public Peers peers() {
        return this == SERVER ? Peers.CLIENTS : Peers.SERVERS;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
