package dev.mailshell.model;

/**
 * Why, for a person: what is the case and what to do.
 *
 * @param code the reason
 * @param message the fact, as {@code fact (was …, expected …)}
 * @param hint what to do; may be empty, never null
 */
public record Explanation(Reason code, String message, String hint) {}
