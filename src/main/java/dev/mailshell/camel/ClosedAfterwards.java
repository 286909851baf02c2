package dev.mailshell.camel;

import dev.mailshell.mime.WorkFile;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a mail and its file up when the work on it ends, however that ends. */
final class ClosedAfterwards extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");

    private final OutgoingMail mail;
    private final WorkFile file;

    ClosedAfterwards(OutgoingMail mail, WorkFile file) {
        this.mail = mail;
        this.file = file;
    }

    @Override
    public void onDone(Exchange exchange) {
        try (file) {
            mail.close();
        } catch (IOException e) {
            LOG.error("a sealed mail could not be deleted", e);
        }
    }
}
