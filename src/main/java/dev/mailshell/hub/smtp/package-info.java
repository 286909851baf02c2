/**
 * The {@code smtpd:} component: mail that others submit begins a route.
 *
 * <p>SubEthaSMTP listens, has a thread for each session and finds the command for a verb. All that a stranger controls is read here: a
 * {@code Wire} is the socket that SubEtha sees, and gives it nothing of a command but its verb; a {@code Conversation} knows the rest.
 * The commands are ours, and none of SubEtha's own can be reached.
 */
package dev.mailshell.hub.smtp;
