package dev.mailshell.camel;

import dev.mailshell.model.Identity;

/**
 * A server that has proved the invitation code. Nobody trusts its keys yet.
 *
 * @param identity as it calls itself
 * @param certificate in PEM
 * @param openPgp in ASCII armor; empty if it has none
 */
public record JoinedServer(Identity identity, String certificate, String openPgp) {}
