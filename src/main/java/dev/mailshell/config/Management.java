package dev.mailshell.config;

/**
 * Where health and measurements are told.
 *
 * @param bind the IP address to listen on
 * @param port 0 for any that is free
 */
public record Management(String bind, int port) {}
