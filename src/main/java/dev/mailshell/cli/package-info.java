/** The command line. */
package dev.mailshell.cli;
