package dev.mailshell.crash;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route of the home's own, in the place of a built-in one.
 *
 * @param lasts whether it stays when the party starts again after its death
 */
record RouteChange(String route, UnaryOperator<String> change, boolean lasts) {

    private static RouteChange untilDeath(String route, UnaryOperator<String> change) {
        return new RouteChange(route, change, false);
    }

    /** Before that step, each exchange fails. */
    static RouteChange failing(String route, String step, Class<? extends Exception> exception) {
        Pattern place = Pattern.compile("(?m)^( *)- [a-zA-Z]+:\n +id: " + step + "$");
        return untilDeath(route, yaml -> {
            Matcher found = place.matcher(yaml);
            if (!found.find()) {
                throw new IllegalArgumentException("no step " + step + " in " + route);
            }
            String indent = found.group(1);
            String fault = String.join(
                    "\n" + indent + "    ",
                    indent + "- throwException:",
                    "id: fail-here",
                    "exceptionType: " + exception.getName(),
                    "message: a fault that the story wants",
                    "");
            return new StringBuilder(yaml)
                    .insert(found.start(), fault.stripTrailing() + "\n")
                    .toString();
        });
    }

    /** What waits a minute after the start begins at once. */
    static RouteChange atOnce(String route) {
        return untilDeath(route, yaml -> yaml.replace("delay: 60s", "delay: 0"));
    }

    /** What begins each minute begins all the time, also after the death. */
    static RouteChange often(String route) {
        return new RouteChange(route, yaml -> yaml.replaceFirst("\\{\\{[a-z.]+:60s}}", "200ms"), true);
    }

    void apply(Victim victim, Home home) throws IOException {
        String file = route + ".camel.yaml";
        String builtIn = Files.readString(Path.of("routes", victim.role(), file));
        Files.createDirectory(
                home.routes(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(home.routes().resolve(file), change.apply(builtIn));
    }

    /** Puts the built-in route back, unless it lasts. */
    void undo(Home home) throws IOException {
        if (lasts) {
            return;
        }
        Files.delete(home.routes().resolve(route + ".camel.yaml"));
        Files.delete(home.routes());
    }
}
