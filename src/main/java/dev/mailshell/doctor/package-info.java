/** Looks at a home, its machine and its mail servers, and says what is wrong before a command finds out. */
package dev.mailshell.doctor;
