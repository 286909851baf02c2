/** Logins to IMAP and SMTP by mechanisms of SASL (RFC 4422) that the mail library does not do well: the proof is neither a password nor a token. */
package dev.mailshell.sasl;
