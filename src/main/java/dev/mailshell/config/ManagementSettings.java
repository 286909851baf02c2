package dev.mailshell.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads where health and measurements are told: nowhere unless there is a port, and only to this machine unless it is said twice. */
final class ManagementSettings {

    private static final String LOOPBACK = "127.0.0.1";

    private final Settings settings;

    ManagementSettings(Settings settings) {
        this.settings = settings;
    }

    Supplier<Optional<Management>> management() {
        Optional<OptionalInt> port =
                settings.optional(ConfigKey.MANAGEMENT_PORT, Values::listeningPort, OptionalInt.empty());
        Optional<String> bind = settings.optional(ConfigKey.MANAGEMENT_BIND, Values::ipAddress, LOOPBACK);
        Optional<Boolean> beyond = settings.optional(ConfigKey.MANAGEMENT_BEYOND_LOOPBACK, Values::flag, false);
        if (!bind.map(Values::isLoopback).orElse(true) && !beyond.orElse(true)) {
            settings.wrong(
                    ConfigKey.MANAGEMENT_BIND,
                    "other machines reach it, and nobody has to log in there",
                    "remove it, or write mailshell.management.beyond-loopback=true if a firewall lets only those in that may read it");
        }
        return () -> port.orElseThrow().isPresent()
                ? Optional.of(
                        new Management(bind.orElseThrow(), port.orElseThrow().getAsInt()))
                : Optional.empty();
    }
}
