package dev.mailshell.e2e;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mail that nobody asked for, in the name of alice. Every second one is the kind that costs most: well formed, encrypted for web1 and
 * signed, by somebody that web1 does not know.
 */
final class MailFlood {

    private final List<String> kinds;

    /** @param from whom the mails claim to be of */
    MailFlood(Forger stranger, String from) throws Exception {
        String head = "From: " + from + "\r\nReply-To: " + from + "\r\nReturn-Receipt-To: " + from + "\r\n";
        String json = Forger.json(UUID.randomUUID().toString(), Instant.EPOCH.plus(Duration.ofDays(20_000)), "true");
        String sealed = stranger.command(head, "web1", json);
        this.kinds = List.of(
                sealed,
                head + "Content-Type: text/plain\r\n\r\n@web1\r\n\r\nuptime\r\n",
                sealed,
                sealed.substring(0, sealed.length() / 2),
                sealed,
                head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n".repeat(500),
                sealed,
                head + "Auto-Submitted: auto-replied\r\n\r\nI am away.\r\n");
    }

    /** So many of them. */
    Stream<String> mails(int count) {
        return IntStream.range(0, count).mapToObj(i -> "X-Number: " + i + "\r\n" + kinds.get(i % kinds.size()));
    }

    /** How many mails the log of a home says were refused. */
    static long refused(Home home) throws IOException {
        try (Stream<Path> logs = Files.list(home.logs())) {
            long refused = 0;
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                try (Stream<String> lines = Files.lines(log)) {
                    refused += lines.filter(line -> line.contains(" refused: ")).count();
                }
            }
            return refused;
        }
    }
}
