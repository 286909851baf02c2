/** POP3 as a client speaks it (RFC 1939, RFC 2449), over a connection that is there: every answer is bounded, nothing is kept in memory. */
package dev.mailshell.pop3;
