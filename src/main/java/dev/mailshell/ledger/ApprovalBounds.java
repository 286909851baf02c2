package dev.mailshell.ledger;

/**
 * How many commands may wait for approvals at once.
 *
 * @param ofClient those of one client
 * @param total those of all clients
 */
public record ApprovalBounds(int ofClient, int total) {}
