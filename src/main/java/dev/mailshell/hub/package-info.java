/** A mail server of your own, in the process of a Mail Shell server. */
package dev.mailshell.hub;
