package dev.mailshell.camel;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Replaces a sealed mail by what it says, once its signer and its integrity are proved. */
final class OpenMessage implements Processor {

    private final MessageProtection protection;
    private final WorkFolder work;

    OpenMessage(MessageProtection protection, WorkFolder work) {
        this.protection = protection;
        this.work = work;
    }

    @Override
    public void process(Exchange exchange) throws ProtectionFailure, IOException {
        OpenedMessage opened = protection.open(exchange.getMessage().getBody(Path.class), work);
        Facts.OPENED.set(exchange, opened);
        Facts.SIGNER.set(exchange, opened.signer());
        Facts.FORMAT.set(exchange, opened.key().format());
        exchange.getMessage().setBody(opened);
        closeRaw(exchange);
    }

    /** The vault still has the mail as it came. */
    static void closeRaw(Exchange exchange) throws IOException {
        if (Facts.RAW.find(exchange).isPresent()) {
            Facts.RAW.of(exchange).close();
        }
    }
}
