package dev.mailshell.model;

import java.util.List;

/** A command that the server answers itself, without starting a program. */
public sealed interface BuiltIn {

    /** What may this client run here? */
    record Help() implements BuiltIn {}

    /** Is the server there? */
    record Ping() implements BuiltIn {}

    /** Which commands are under way, and which ended lately? */
    record Jobs() implements BuiltIn {}

    /** How far is a command? */
    record Status(CommandRef command) implements BuiltIn {}

    /** What has a command written so far? */
    record Output(CommandRef command) implements BuiltIn {}

    /** End a command with all that it started. */
    record Cancel(CommandRef command) implements BuiltIn {}

    /** How a client writes it, such as {@code status {id}}. */
    static String usage(String name) {
        return WITH_ID.contains(name) ? name + " {id}" : name;
    }

    /** Those that are about one command. */
    List<String> WITH_ID = List.of("status", "output", "cancel");

    /** The names that a policy allows them by; no catalog command has one of these. */
    List<String> NAMES = List.of("help", "ping", "jobs", "status", "output", "cancel");
}
