package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A connection over which a mail server tells of new mail. All but {@link #nudge} and {@link #end} is for one thread. */
interface PushConnection extends AutoCloseable {

    /** Servers may end a connection that is idle for half an hour (RFC 2177), and what lies between ends it sooner. */
    Duration LONGEST_IDLE = Duration.ofMinutes(4);

    /** Makes one. */
    @FunctionalInterface
    interface Opener {

        /**
         * A new connection.
         *
         * @param mail run when there is new mail, by the thread that is in {@link #idle} or {@link #ask}
         * @throws Unsupported if the mail server cannot tell
         */
        PushConnection open(Runnable mail) throws MessagingException;
    }

    /** The mail server cannot tell of new mail. */
    final class Unsupported extends MessagingException {

        private static final long serialVersionUID = 1L;

        Unsupported(String fact) {
            super(fact);
        }
    }

    /** Asks for new mail. */
    void ask() throws MessagingException;

    /**
     * Lets the server tell; returns when it was nudged, and every few minutes.
     *
     * @param hurry whether a nudge that came before is still to be followed
     */
    void idle(BooleanSupplier hurry) throws MessagingException;

    /** Ends the idling, from any thread, or else the next as soon as it begins. */
    void nudge();

    /** It is needed no more: ends the idling, from any thread. */
    void end();

    /** Ends the connection without a word: who did not answer may not do so either when it is told good-bye. */
    void cut();

    @Override
    void close() throws MessagingException;
}
