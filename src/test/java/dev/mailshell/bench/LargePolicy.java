package dev.mailshell.bench;

/** A policy of any size, in which each client has three roles and may run every command. */
public final class LargePolicy {

    private LargePolicy() {}

    /** Its text: commands {@code command-0} and on, each with two arguments, and clients {@code client-0} and on. */
    public static String of(int commands, int clients) {
        StringBuilder text = new StringBuilder("defaults: { timeout: 30s, time-zone: Europe/Berlin }\ncommands:\n");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < commands; i++) {
            text.append("  command-")
                    .append(i)
                    .append(":\n    title: Does what number ")
                    .append(i)
                    .append(" does\n");
            text.append("    exec: [/bin/true, \"--unit={service}\", \"--lines={lines}\"]\n    args:\n");
            text.append("      service: { pattern: \"[a-z0-9][a-z0-9-]{0,")
                    .append(50 + i % 10)
                    .append("}\" }\n");
            text.append("      lines: { integer: { min: 1, max: 500 }, default: 50 }\n    timeout: 20s\n");
            all.append(i > 0 ? ", " : "").append("command-").append(i);
        }
        text.append("roles:\n  all: { allow: [").append(all).append("], rate: 1000/min }\n");
        text.append("  night: { allow: [command-0, help], hours: 22:00-06:00 }\n");
        text.append("  base: { allow: [help, ping, command-1] }\n");
        text.append("clients:\n");
        for (int i = 0; i < clients; i++) {
            text.append("  client-").append(i).append(": { roles: [night, base, all] }\n");
        }
        return text.toString();
    }
}
