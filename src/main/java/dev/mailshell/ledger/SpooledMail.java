package dev.mailshell.ledger;

import java.nio.file.Path;

/**
 * One mail in the spool.
 *
 * @param name of the entry, for logs; it sorts by arrival
 * @param file the raw mail; only to be read
 * @param tooLarge whether the mail was longer than the spool was told to store: the file has its beginning only
 */
public record SpooledMail(String name, Path file, boolean tooLarge) {}
