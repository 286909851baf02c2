package dev.mailshell.crash;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is not worked off yet in a home, each with a word on what it is; nothing once all is over. The one place that knows how it is kept. */
public final class Remains {

    private final List<String> found = new ArrayList<>();

    private Remains() {}

    /** Of a server, running or not. */
    public static List<String> ofServer(Home home) throws IOException, SQLException {
        Remains remains = new Remains();
        remains.rows(home.vault(), "mails");
        remains.add(inWork(home.work()));
        remains.add(list(home.parts()));
        remains.add(list(home.database().resolveSibling("outbox")));
        remains.rows(home.database(), "commands WHERE state <> 'REPLIED'");
        remains.rows(home.database(), "outbox");
        return remains.found;
    }

    /** Of a client, running or not. */
    public static List<String> ofClient(Home home) throws IOException, SQLException {
        Remains remains = new Remains();
        for (Path folder : List.of(home.outbox(), home.sending(), home.failed(), home.parts())) {
            remains.add(list(folder));
        }
        remains.add(inWork(home.work()));
        remains.rows(home.vault(), "mails");
        remains.rows(home.state().resolve("sent.db"), "sent WHERE answered_at IS NULL");
        return remains.found;
    }

    /** What lies in a work folder: not the files and pipes that wait there, empty, for their next use. */
    public static List<Path> inWork(Path folder) throws IOException {
        return list(folder).stream().filter(file -> !isSpare(file)).toList();
    }

    private static boolean isSpare(Path file) {
        return file.getFileName().toString().startsWith(".pipes-")
                || file.toFile().length() == 0;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void add(List<Path> files) {
        files.stream().map(Path::toString).forEach(found::add);
    }

    private void rows(Path database, String what) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + what)) {
            if (count.getInt(1) > 0) {
                found.add(count.getInt(1) + " " + what);
            }
        }
    }
}
