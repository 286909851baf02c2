package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.nio.file.Path;

/**
 * A complete, sealed mail that is ready to be submitted.
 *
 * @param recipient the envelope recipient
 * @param message the RFC 5322 message; the ledger takes the file over, even if its call fails, forces it to disk and deletes
 *     it when it is done with it
 */
public record SealedMail(MailAddress recipient, Path message) {}
