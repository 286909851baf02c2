package dev.mailshell.model;

/** How a command is written, and how it is answered. */
public enum Form {
    /** JSON, by a program. */
    MACHINE,
    /** Text, by a person. */
    HUMAN
}
