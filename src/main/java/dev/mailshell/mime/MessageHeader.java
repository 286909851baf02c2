package dev.mailshell.mime;

import dev.mailshell.model.MailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * The outer header of a mail that we send. Its types admit no line end, so that nothing can be injected.
 *
 * @param from our address
 * @param to the address that the trust folder holds for the recipient
 * @param subject one of two
 * @param date when it is written
 * @param messageId fresh for each mail
 * @param inReplyTo what it answers, for threading
 * @param autoReplied whether a machine answers (RFC 3834 section 5)
 */
public record MessageHeader(
        MailAddress from,
        MailAddress to,
        Subject subject,
        Instant date,
        MessageId messageId,
        Optional<MessageId> inReplyTo,
        boolean autoReplied) {}
