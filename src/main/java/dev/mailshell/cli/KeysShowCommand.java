package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys show}. */
@Command(
        name = "show",
        description = "Shows the keys of one party, with the fingerprint to compare with the other side.")
final class KeysShowCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "The party; keys list shows all.")
    private String name;

    @Option(names = "--pem", description = "Print the certificates and OpenPGP keys themselves, and nothing else.")
    private boolean pem;

    KeysShowCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException {
        Instant now = context.clock().instant();
        List<KnownKey> keys = KnownKeys.in(common.home(context.environment()), context.environment(), now).stream()
                .filter(key -> key.name().equals(name))
                .toList();
        if (keys.isEmpty()) {
            throw new CommandFailure("no key of " + name + " is known here", "mailshell keys list shows all keys");
        }
        if (common.json()) {
            Json.print(context.out(), keys.stream().map(key -> json(key, now)).toList());
        } else {
            keys.forEach(key -> print(key, now));
        }
        return ExitCode.OK;
    }

    private void print(KnownKey key, Instant now) {
        PrintStream out = context.out();
        if (pem) {
            out.print(key.material().text());
            return;
        }
        out.println("name         " + key.name() + " (" + key.kind() + ")");
        out.println("address      " + key.address());
        out.println("fingerprint  " + key.fingerprint().grouped().substring(0, 39));
        out.println("             " + key.fingerprint().grouped().substring(40));
        out.println("algorithm    " + key.material().algorithm());
        key.material()
                .particulars()
                .forEach((what, value) -> out.println(String.format(Locale.ROOT, "%-13s", what) + value));
        out.println("valid        " + key.validFrom() + " to " + key.validUntil());
        out.println("state        " + key.state(now));
    }

    private static Map<String, Object> json(KnownKey key, Instant now) {
        Map<String, Object> fields = key.json(now);
        fields.putAll(key.material().particulars());
        fields.put("pem", key.material().text());
        return fields;
    }
}
