package dev.mailshell.config;

import java.util.Locale;

/** How a line of {@code mailshell.log} is written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One object of JSON a line, for programs. */
    JSON;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
