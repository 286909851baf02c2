/** Inputs that grow out of good and bad ones by small changes, for whatever reads what strangers write. */
package dev.mailshell.fuzz;
