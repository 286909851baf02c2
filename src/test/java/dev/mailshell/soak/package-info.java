/** Kills and stops whatever it likes for some minutes, and then counts what became of each command. */
package dev.mailshell.soak;
