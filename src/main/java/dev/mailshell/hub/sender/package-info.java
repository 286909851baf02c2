/**
 * Where a mail comes from that reaches the hub's port 25: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989), and what the hub writes of
 * it into the mail (RFC 8601).
 */
package dev.mailshell.hub.sender;
