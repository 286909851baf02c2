package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailshell keys show}. */
@Command(
        name = "show",
        description = "Shows the keys of one party, with the fingerprint to compare with the other side.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys show --home homes/alice web1", "  mailshell keys show --home homes/web1 --pem web1"
        })
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
        if (pem) {
            context.out().print(key.material().text());
        } else {
            key.print(context.out(), now);
        }
    }

    private static Map<String, Object> json(KnownKey key, Instant now) {
        Map<String, Object> fields = key.details(now);
        fields.put("pem", key.material().text());
        return fields;
    }
}
