package dev.mailshell.exec;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account, as the system's user database knows it.
 *
 * @param uid its numeric user id
 * @param gid the numeric id of its primary group
 */
record SystemUser(String name, int uid, int gid) {
    // Not a number, which would pass for a uid, and not an option.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    static Optional<SystemUser> find(String name) throws IOException, InterruptedException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        SystemTool answer = SystemTool.run("getent", List.of("passwd", name));
        return answer.succeeded() ? Optional.of(parse(name, answer.text())) : Optional.empty();
    }

    private static SystemUser parse(String name, String entry) throws IOException {
        String[] fields = entry.split(":", -1);
        try {
            return new SystemUser(name, Integer.parseUnsignedInt(fields[2]), Integer.parseUnsignedInt(fields[3]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            throw new IOException("the user database has no well-formed entry for " + name, malformed);
        }
    }
}
