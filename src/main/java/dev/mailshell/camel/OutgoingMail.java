package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A finished mail on its way to the SMTP server: sent byte for byte from its file, never put together again. */
final class OutgoingMail extends MimeMessage implements AutoCloseable {

    private final SharedFileInputStream file;

    private OutgoingMail(Session session, SharedFileInputStream file) throws MessagingException {
        super(session, file);
        this.file = file;
    }

    /**
     * @param session one for all: to make one looks through the whole class path
     * @throws NoSuchFileException if the file is gone, which no later attempt will change
     */
    static OutgoingMail open(Session session, Path file) throws IOException, MessagingException {
        // What is thrown for a file that is missing is also thrown when too many are open.
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new OutgoingMail(session, new SharedFileInputStream(file.toFile()));
    }

    /** Nothing to save: what was sealed is what is sent. */
    @Override
    public void saveChanges() {
        saved = true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
