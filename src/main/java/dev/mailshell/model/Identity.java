package dev.mailshell.model;

/** A party with keys: its name and the address that mail to it goes to. */
public record Identity(IdentityName name, MailAddress address) {}
