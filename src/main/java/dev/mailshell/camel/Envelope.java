package dev.mailshell.camel;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.Attachment;
import dev.mailshell.mime.Content;
import dev.mailshell.mime.Document;
import dev.mailshell.mime.EntityWriter;
import dev.mailshell.mime.MessageHeader;
import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MessageWriter;
import dev.mailshell.mime.Subject;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Identity;
import dev.mailshell.model.MessageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Turns a document into a sealed mail: entity, signature, encryption, outer header. */
final class Envelope {

    private final MessageProtection protection;
    private final Identity self;
    private final WorkFolder work;
    private final Clock clock;
    private final SecureRandom random;

    Envelope(MessageProtection protection, Identity self, WorkFolder work, Clock clock, SecureRandom random) {
        this.protection = protection;
        this.self = self;
        this.work = work;
        this.clock = clock;
        this.random = random;
    }

    /** The same for the answer to what came in {@code format}. */
    Envelope answering(MessageFormat format) {
        return new Envelope(protection.answering(format), self, work, clock, random);
    }

    /**
     * What goes in.
     *
     * @param autoReplied whether a machine answers with it
     */
    record Letter(Document document, List<Attachment> attachments, Subject subject, boolean autoReplied) {

        static Letter ofCommand(Document document, List<Attachment> attachments) {
            return new Letter(document, attachments, Subject.PLAIN, false);
        }

        static Letter ofReply(Document document, List<Attachment> attachments) {
            return new Letter(document, attachments, Subject.PLAIN, true);
        }

        /** For a mail program or a client, to one who asked for nothing. */
        static Letter ofRequest(Document document) {
            return new Letter(document, List.of(), Subject.REQUEST, true);
        }

        /** For a mail program, which shows the subject. */
        static Letter ofReadableReply(Document document, List<Attachment> attachments) {
            return new Letter(document, attachments, Subject.ANSWER, true);
        }
    }

    /** The complete mail; the caller closes it, or moves the file away. */
    WorkFile seal(Letter letter, Identity recipient, Optional<MessageId> inReplyTo)
            throws IOException, ProtectionFailure {
        WorkFile mail = work.take();
        try {
            write(letter, recipient, inReplyTo, mail);
            return mail;
        } catch (IOException | ProtectionFailure | RuntimeException e) {
            closeAfter(e, mail);
            throw e;
        }
    }

    private void write(Letter letter, Identity recipient, Optional<MessageId> inReplyTo, WorkFile mail)
            throws IOException, ProtectionFailure {
        Content entity = out -> new EntityWriter(random).write(out, letter.document(), letter.attachments());
        try (OutputStream out = mail.write()) {
            MessageWriter.write(header(letter, recipient, inReplyTo), out);
            protection.seal(entity, recipient.name(), out);
        }
    }

    private static void closeAfter(Exception failure, WorkFile mail) {
        try {
            mail.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private MessageHeader header(Letter letter, Identity recipient, Optional<MessageId> inReplyTo) {
        return new MessageHeader(
                self.address(),
                recipient.address(),
                letter.subject(),
                clock.instant(),
                MessageId.fresh(random, self.address()),
                inReplyTo,
                letter.autoReplied());
    }
}
