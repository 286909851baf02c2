package dev.mailshell.policy;

import java.util.Optional;

/**
 * Something that a client may run, for people.
 *
 * @param usage how it is written, such as {@code restart-service {service}}
 * @param title what it does, if the policy says so
 * @param limits how long it may run and what it takes, in short, such as {@code timeout 30s, takes a one-time code}; empty if there is nothing
 *     to say
 */
public record Offer(String usage, Optional<String> title, String limits) {}
