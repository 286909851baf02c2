/** Kills a party at each numbered moment of its work, starts it again, and looks at what became of the command. */
package dev.mailshell.crash;
