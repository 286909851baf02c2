/** Whole ways through real routes, keys, mail and processes. */
package dev.mailshell.e2e;
