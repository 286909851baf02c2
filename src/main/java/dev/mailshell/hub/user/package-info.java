/** The users of a hub and their passwords. */
package dev.mailshell.hub.user;
