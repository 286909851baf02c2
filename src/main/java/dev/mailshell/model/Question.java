package dev.mailshell.model;

import java.util.Optional;

/**
 * What an answer takes from the mail that asked, also when that is not at hand any more.
 *
 * @param form in which the command was written
 * @param format in which it was sealed; empty if that was not kept, as by an earlier build
 * @param messageId of the mail, if it has one; unproved, good for threading and nothing else
 * @param seen what its client has seen of the audit log, which the answer shall prove to have only grown
 */
public record Question(Form form, Optional<MessageFormat> format, Optional<String> messageId, SeenSizes seen) {

    /** Of a client that has seen nothing of the audit log. */
    public Question(Form form, Optional<MessageFormat> format, Optional<String> messageId) {
        this(form, format, messageId, SeenSizes.NONE);
    }

    /** Of which nothing but the form is known. */
    public static Question of(Form form) {
        return new Question(form, Optional.empty(), Optional.empty());
    }
}
