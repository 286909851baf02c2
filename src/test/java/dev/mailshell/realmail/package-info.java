/** A real Postfix and a real Dovecot, private to one test or one measurement, on loopback. */
package dev.mailshell.realmail;
