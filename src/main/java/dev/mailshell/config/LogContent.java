package dev.mailshell.config;

import java.util.Locale;

/** What the logs of commands tell beside who, when, and how it ended. Each tells what those before it do. */
public enum LogContent {
    /** Nothing that a client wrote and nothing that a command wrote: the name in the catalog, and no arguments. */
    NONE,
    /** The command with its arguments, and why it was refused in words. */
    COMMAND,
    /** Also how its output begins. */
    FULL;

    /** Whether arguments and explanations are told. */
    public boolean tellsCommands() {
        return this != NONE;
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
