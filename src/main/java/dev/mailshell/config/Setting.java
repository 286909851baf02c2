package dev.mailshell.config;

/**
 * A value as it was written.
 *
 * @param value without surrounding blanks; may be empty
 * @param place the file with the line, or the variable
 * @param column where in the line the value begins, from 1; 0 for that of a variable
 */
record Setting(String value, String place, int column) {}
