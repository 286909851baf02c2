package dev.mailshell.policy;

import java.time.Duration;

/**
 * What a policy says of the server as a whole; it takes a restart to change.
 *
 * @param maxAge how old a command may be; positive
 * @param concurrency how many commands may run at once; positive
 * @param maxInput bytes of all files that may be attached to one command; not negative
 * @param signedOnly whether scripts that are signed and not encrypted may be commands
 */
public record ServerSettings(Duration maxAge, int concurrency, long maxInput, boolean signedOnly) {}
