/** The mail of a hub's users by POP3 over TLS (RFC 1939, 2449, 5034, 8314). */
package dev.mailshell.hub.pop3;
