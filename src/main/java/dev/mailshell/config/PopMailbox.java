package dev.mailshell.config;

import java.time.Duration;

/**
 * A maildrop that is read by POP3 (RFC 1939).
 *
 * @param poll the time between two logins where nothing tells of new mail, 1 s to 1 h
 */
public record PopMailbox(String host, int port, String user, Secret password, Duration poll) implements Mailbox {}
