/** A mail server in the same process, so that nothing else is needed to try Mail Shell. */
package dev.mailshell.hub;
