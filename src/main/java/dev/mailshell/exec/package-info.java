/** Runs one process tree under limits: time, output, environment, user. Nothing outlives its job. */
package dev.mailshell.exec;
