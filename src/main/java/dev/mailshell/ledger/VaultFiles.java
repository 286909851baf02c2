package dev.mailshell.ledger;

import java.nio.file.Path;

/**
 * Where a vault lies.
 *
 * @param database the SQLite file; its directory must be open to its owner only
 * @param keys the file of the keys without which the database tells nothing; in another directory
 */
public record VaultFiles(Path database, Path keys) {}
