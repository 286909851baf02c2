package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell keys list}. */
@Command(
        name = "list",
        description = "Lists our own keys, those that we trust and those that are revoked.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell keys list --home homes/web1"})
final class KeysListCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    KeysListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws ConfigFailure, IOException {
        Instant now = context.clock().instant();
        List<KnownKey> keys = KnownKeys.in(common.home(context.environment()), context.environment(), now);
        if (common.json()) {
            Json.print(context.out(), keys.stream().map(key -> key.json(now)).toList());
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("NAME", "ADDRESS", "KIND", "ALGORITHM", "VALID UNTIL", "STATE", "FINGERPRINT"));
            keys.forEach(key -> rows.add(row(key, now)));
            Columns.print(context.out(), rows);
        }
        return ExitCode.OK;
    }

    private static List<String> row(KnownKey key, Instant now) {
        return List.of(
                key.name(),
                key.address(),
                key.kind(),
                key.material().algorithm(),
                key.validUntil(),
                key.state(now),
                key.fingerprint().grouped());
    }
}
