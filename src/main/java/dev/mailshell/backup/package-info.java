/** Copies a home into one encrypted file while its party runs, and makes a home of such a file. */
package dev.mailshell.backup;
