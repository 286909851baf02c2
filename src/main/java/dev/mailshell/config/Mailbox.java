package dev.mailshell.config;

import java.time.Duration;

/**
 * Where mail is read: always IMAP over TLS (RFC 8314 section 3.2).
 *
 * @param host a host name, which its certificate must name
 * @param port 1 to 65535
 * @param user the login
 * @param password its password
 * @param folder where mail arrives
 * @param received where mail goes once it is stored
 * @param poll the time between two looks where nothing tells of new mail, 50 ms to 1 h
 * @param push how the mailbox tells of new mail
 */
public record Mailbox(
        String host,
        int port,
        String user,
        Secret password,
        String folder,
        String received,
        Duration poll,
        Push push) {}
