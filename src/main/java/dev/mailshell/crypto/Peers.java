package dev.mailshell.crypto;

/** Whom a party trusts: a server trusts clients, a client trusts servers. */
public enum Peers {
    /** {@code trust/clients}. */
    CLIENTS("clients"),
    /** {@code trust/servers}. */
    SERVERS("servers");

    private final String folder;

    Peers(String folder) {
        this.folder = folder;
    }

    /** The folder under {@code trust}. */
    public String folder() {
        return folder;
    }
}
