/** Logins to IMAP and SMTP by mechanisms of SASL (RFC 4422) that the mail library does not do, or does not do well: one exchange for all of them. */
package dev.mailshell.sasl;
