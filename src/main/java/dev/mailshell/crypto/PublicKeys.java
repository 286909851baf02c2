package dev.mailshell.crypto;

/**
 * Our public keys as text, to be handed on.
 *
 * @param certificate in PEM
 * @param openPgp in ASCII armor; empty if there is none
 */
public record PublicKeys(String certificate, String openPgp) {}
