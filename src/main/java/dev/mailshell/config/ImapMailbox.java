package dev.mailshell.config;

import java.time.Duration;
import java.util.Optional;

/**
 * A mailbox that is read by IMAP (RFC 9051).
 *
 * @param password of the login; empty where something else is the proof
 * @param folder where mail arrives
 * @param received where mail goes once it is stored
 * @param junkFolder where the provider files what it takes for junk; empty if nobody looks there
 * @param junkPoll the time between two looks there, 1 s to 1 h
 * @param poll the time between two looks where nothing tells of new mail, 50 ms to 1 h
 * @param push how the mailbox tells of new mail
 */
public record ImapMailbox(
        String host,
        int port,
        String user,
        Optional<Secret> password,
        String folder,
        String received,
        Optional<String> junkFolder,
        Duration junkPoll,
        Duration poll,
        Push push)
        implements Mailbox {}
