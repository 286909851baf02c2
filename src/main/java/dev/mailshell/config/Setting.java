package dev.mailshell.config;

/**
 * A value as it was written.
 *
 * @param value without surrounding blanks; may be empty
 * @param place the file with the line, or the variable
 */
record Setting(String value, String place) {}
