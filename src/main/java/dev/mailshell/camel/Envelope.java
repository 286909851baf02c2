package dev.mailshell.camel;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.Attachment;
import dev.mailshell.mime.EntityWriter;
import dev.mailshell.mime.MessageHeader;
import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MessageWriter;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns a document into a sealed mail: entity, signature, encryption, outer header. */
final class Envelope {

    private final MessageProtection protection;
    private final Identity self;
    private final Path work;
    private final Clock clock;
    private final SecureRandom random;

    Envelope(MessageProtection protection, Identity self, Path work, Clock clock, SecureRandom random) {
        this.protection = protection;
        this.self = self;
        this.work = work;
        this.clock = clock;
        this.random = random;
    }

    /** What goes in. */
    record Letter(String mediaType, String json, List<Attachment> attachments, boolean reply) {}

    /** A new 0600 file with the complete mail; the caller owns it. */
    Path seal(Letter letter, Identity recipient, Optional<MessageId> inReplyTo) throws IOException, ProtectionFailure {
        String name = UUID.randomUUID().toString();
        Path entity = work.resolve(name + ".entity");
        Path sealed = work.resolve(name + ".sealed");
        Path mail = work.resolve(name + ".mail");
        try {
            new EntityWriter(random)
                    .write(
                            entity,
                            letter.mediaType(),
                            letter.json().getBytes(StandardCharsets.UTF_8),
                            letter.attachments());
            protection.seal(entity, recipient.name(), sealed);
            MessageWriter.write(header(recipient, inReplyTo, letter.reply()), sealed, mail);
            return mail;
        } finally {
            Files.deleteIfExists(entity);
            Files.deleteIfExists(sealed);
        }
    }

    private MessageHeader header(Identity recipient, Optional<MessageId> inReplyTo, boolean reply) {
        return new MessageHeader(
                self.address(),
                recipient.address(),
                clock.instant(),
                MessageId.fresh(random, self.address()),
                inReplyTo,
                reply);
    }
}
