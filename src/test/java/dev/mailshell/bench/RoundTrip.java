package dev.mailshell.bench;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One way to ask a server something by mail and get an answer back. */
interface RoundTrip extends AutoCloseable {

    /** Sends one question; completes when its answer can be read, exceptionally if it is not the one expected. */
    CompletableFuture<Void> send() throws Exception;

    @Override
    void close() throws IOException, MessagingException;
}
