/** Kerberos tickets of a party (RFC 4120), got with its keytab from a key distribution centre, and logins to mail servers with them. */
package dev.mailshell.kerberos;
