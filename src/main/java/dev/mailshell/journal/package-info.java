/** Logs of commands, for people: a table and a text of each, bounded, and fit for a spreadsheet. */
package dev.mailshell.journal;
