package dev.mailshell.e2e;

import dev.mailshell.camel.AttachedFolder;
import dev.mailshell.config.Home;
import dev.mailshell.mime.Sha256Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A command with a file, as {@code mailshell send} leaves it.
 *
 * @param line with nothing in it that JSON would escape
 * @param file its name; {@code stdin} is what the command reads
 */
public record CommandWithFile(String line, String file, String content) {

    /** The name under which the command reads the file. */
    public static final String STDIN = "stdin";

    /** Puts it where a client that runs takes it up; the file lies there first. */
    public void send(Home client, String name) throws IOException {
        Path command = client.sending().resolve(name);
        Path folder = Files.createDirectories(AttachedFolder.of(command).path());
        Files.writeString(folder.resolve(file), content);
        Path unfinished = Files.writeString(client.directory().resolve(name + ".part"), draft());
        Files.move(unfinished, command, StandardCopyOption.ATOMIC_MOVE);
    }

    private String draft() {
        Sha256Stream digest = new Sha256Stream();
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        digest.write(bytes, 0, bytes.length);
        String files =
                "{\"name\":\"" + file + "\",\"bytes\":" + bytes.length + ",\"sha256\":\"" + digest.sha256() + "\"}";
        return "{\"to\":[\"web1\"],\"command\":{\"line\":\"" + line + "\"},\"files\":[" + files + "]"
                + (file.equals(STDIN) ? ",\"stdinFile\":\"" + STDIN + "\"" : "") + "}";
    }
}
