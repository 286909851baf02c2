package dev.mailshell.policy;

import java.util.Optional;

/**
 * Something that a client may run, for people.
 *
 * @param usage how it is written, such as {@code restart-service {service}}
 * @param title what it does, if the policy says so
 * @param limits under which limits, in short, such as {@code timeout 30s}; empty if there is nothing to say
 */
public record Offer(String usage, Optional<String> title, String limits) {}
