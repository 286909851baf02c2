package dev.mailshell.bench;

import java.util.concurrent.CompletableFuture;

/** One way to ask a server something by mail and get an answer back. */
@FunctionalInterface
interface Question {

    /** Sends one question; completes when its answer can be read, exceptionally if it is not the one expected. */
    CompletableFuture<Void> ask() throws Exception;
}
