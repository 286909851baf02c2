package dev.mailshell.camel;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.human.HumanForm;
import dev.mailshell.mime.Content;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.Sender;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import jakarta.mail.internet.MailDateFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * INSECURE, for the lab alone: neither signs nor encrypts, and takes From for the signer and Date for the time of the signature, which
 * anybody can write.
 */
final class Unprotected implements MessageProtection {

    /** Of no key. */
    private static final Fingerprint NO_KEY = new Fingerprint("0".repeat(64));

    private final AddressBook clients;

    Unprotected(AddressBook clients) {
        this.clients = clients;
    }

    @Override
    public void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure {
        try {
            target.write("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
            entity.writeTo(target);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "the reply cannot be written", e);
        }
    }

    @Override
    public OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure {
        try {
            MimeEntity entity = MimeEntity.read(mail);
            if (!HumanForm.isOf(entity)) {
                throw new ProtectionFailure(Reason.CONTENT_TYPE_REFUSED, "the mail is not a plain text");
            }
            IdentityName client = client(entity);
            WorkFile copy = work.take();
            try (OutputStream out = copy.write()) {
                Files.copy(mail, out);
            }
            // It counts as encrypted, so that it is read as a text and not as a script.
            return new OpenedMessage(client, NO_KEY, date(entity), copy, sha256(mail), true);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.MAIL_MALFORMED, "the mail cannot be read", e);
        }
    }

    private IdentityName client(MimeEntity mail) throws ProtectionFailure {
        Optional<Sender> sender = Sender.of(mail);
        return sender.flatMap(clients::named)
                .orElseThrow(
                        () -> new ProtectionFailure(Reason.SIGNER_UNKNOWN, "its From is not the address of a client"));
    }

    private static Optional<Instant> date(MimeEntity mail) {
        List<String> dates = mail.all("Date");
        try {
            return dates.size() == 1
                    ? Optional.of(new MailDateFormat().parse(dates.get(0)).toInstant())
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static String sha256(Path mail) throws IOException {
        try (Sha256Stream digest = new Sha256Stream()) {
            Files.copy(mail, digest);
            return digest.sha256();
        }
    }

    @Override
    public boolean canSealFor(IdentityName recipient) {
        return true;
    }

    @Override
    public boolean trusts(IdentityName signer, Fingerprint key) {
        return key.equals(NO_KEY);
    }
}
