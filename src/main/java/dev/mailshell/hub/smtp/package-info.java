/** The {@code smtpd:} component: mail that others submit begins a route. */
package dev.mailshell.hub.smtp;
