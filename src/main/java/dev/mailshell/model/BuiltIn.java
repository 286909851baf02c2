package dev.mailshell.model;

import java.util.List;
import java.util.UUID;

/** A command that the server answers itself, without starting a program. */
public sealed interface BuiltIn {

    /** What may this client run here? */
    record Help() implements BuiltIn {}

    /** Is the server there? */
    record Ping() implements BuiltIn {}

    /** Which commands are under way, and which ended lately? */
    record Jobs() implements BuiltIn {}

    /** How far is a command? */
    record Status(UUID id) implements BuiltIn {}

    /** What has a command written so far? */
    record Output(UUID id) implements BuiltIn {}

    /** End a command with all that it started. */
    record Cancel(UUID id) implements BuiltIn {}

    /** The names that a policy allows them by; no catalog command has one of these. */
    List<String> NAMES = List.of("help", "ping", "jobs", "status", "output", "cancel");
}
