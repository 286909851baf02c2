/** Filters over the unsigned header of a mail. They reduce noise before any cryptography, and prove nothing. */
package dev.mailshell.filter;
