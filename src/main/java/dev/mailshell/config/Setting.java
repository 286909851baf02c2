package dev.mailshell.config;

/**
 * A value as it was written.
 *
 * @param value without surrounding blanks; may be empty
 * @param place the file with the line, or the variable
 * @param column where in the line the value begins, from 1; 0 for that of a variable
 * @param referred whether it was only referred to, so that it may be a secret whatever it is for
 */
record Setting(String value, String place, int column, boolean referred) {

    /** One that is written there. */
    Setting(String value, String place, int column) {
        this(value, place, column, false);
    }
}
