package dev.mailshell.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be measured, each by itself: {@code bench/run warm cold}. */
enum Measure {
    /** A command that follows the last at once. */
    WARM,
    /** A command after a rest, when IDLE alone tells of it; and with the profile {@code eager}. */
    COLD,
    /** Many commands at once. */
    LOAD,
    /** What is held in memory after more and more commands. */
    GROWTH,
    /** A warm command in mailboxes with many mails, next to the same in empty ones. */
    FULL,
    /** What a server and a client cost that have nothing to do. */
    REST,
    /** A file dropped into the outbox. */
    DROP,
    /** From the start of the process to its line ready. */
    START,
    /** A help and a command handed to a running client, beside ssh and python3. */
    CLI,
    /** Sealing and opening, beside openssl and gpg. */
    CRYPTO,
    /** A hub: what it takes in, what it holds in memory, in a full mailbox, and a command by way of it. */
    HUB;

    /** Whether it can be measured only on a private Postfix and Dovecot. */
    boolean needsMailServer() {
        return this != CRYPTO && this != HUB;
    }

    /** Those that are named; all if none is. */
    static List<Measure> named(String... names) {
        if (names.length == 0) {
            return List.of(values());
        }
        return Arrays.stream(names).map(Measure::of).toList();
    }

    private static Measure of(String name) {
        return Optional.of(name.toUpperCase(Locale.ROOT))
                .filter(upper -> Arrays.stream(values())
                        .anyMatch(measure -> measure.name().equals(upper)))
                .map(Measure::valueOf)
                .orElseThrow(() -> new IllegalArgumentException("no measure " + name + ", expected "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }
}
