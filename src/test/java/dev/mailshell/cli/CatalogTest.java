package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final IdentityName DB1 = new IdentityName("db1");

    @TempDir
    Path directory;

    @Test
    void knowsWhatServersHaveSaidThatTheyOffer() throws Exception {
        ClientFiles files = new ClientFiles(directory);
        String head = "alice may run on web1:\n\n";
        help(files, "00000001", "web1", head + "old-command\n", 0);
        help(
                files,
                "00000002",
                "web1",
                head
                        + "any line for /bin/sh\n    timeout 1m\n\nuptime\n    Time\n    timeout 1m\n\nrestart {x}\u001b[2J\n\n\u001bbad\n",
                9);
        help(files, "00000003", "db1", "alice may run on db1:\n\nuptime\nbackup\n", 9);
        Catalog catalog = new Catalog();

        catalog.learnAll(new Records(files.home()));

        assertThat(catalog.of(List.of(WEB1))).containsOnlyKeys("uptime", "restart");
        assertThat(catalog.of(List.of(WEB1)).get("restart")).isEqualTo("restart {x}?[2J");
        assertThat(catalog.of(List.of(WEB1, DB1))).containsOnlyKeys("uptime");
        assertThat(catalog.of(List.of(new IdentityName("other")))).isEmpty();
    }

    private static void help(ClientFiles files, String digits, String server, String text, int second)
            throws Exception {
        files.sent(ClientFiles.id(digits), Cli.NOW.plusSeconds(second), server, "help");
        files.reply(ClientFiles.id(digits).toString(), server, FinalStatus.DONE, 0, Cli.NOW, text, "");
    }
}
