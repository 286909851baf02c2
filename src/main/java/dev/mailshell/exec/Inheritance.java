package dev.mailshell.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What each child of this process has from its birth.
 *
 * @param noNewPrivileges whether it can gain none by executing a program
 * @param capabilities whether some may pass on to a program that it executes: inheritable or ambient ones
 * @param hardLimits the limits that it cannot raise, by the names in {@code /proc/self/limits}; unlimited ones are not there
 */
record Inheritance(boolean noNewPrivileges, boolean capabilities, Map<String, Long> hardLimits) {
    private static final Pattern LIMIT = Pattern.compile("(Max [a-z ]+?) {2,}\\S+ +(\\d+) .*");

    Inheritance {
        hardLimits = Map.copyOf(hardLimits);
    }

    /** @param self the folder of this process in {@code /proc}; where there is none, nothing is taken for inherited */
    static Inheritance read(Path self) {
        try {
            List<String> status = Files.readAllLines(self.resolve("status"), StandardCharsets.ISO_8859_1);
            return new Inheritance(
                    status.contains("NoNewPrivs:\t1"),
                    Stream.of("CapInh:\t", "CapAmb:\t").anyMatch(name -> isAnySet(status, name)),
                    hardLimits(Files.readAllLines(self.resolve("limits"), StandardCharsets.ISO_8859_1)));
        } catch (IOException notLinux) {
            return new Inheritance(false, true, Map.of());
        }
    }

    OptionalLong hardLimit(String name) {
        Long limit = hardLimits.get(name);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    private static boolean isAnySet(List<String> status, String name) {
        return status.stream()
                .anyMatch(line ->
                        line.startsWith(name) && !line.substring(name.length()).matches("0+"));
    }

    private static Map<String, Long> hardLimits(List<String> lines) {
        Map<String, Long> limits = new HashMap<>();
        lines.stream()
                .map(LIMIT::matcher)
                .filter(Matcher::matches)
                .forEach(line -> limits.put(line.group(1), Long.parseLong(line.group(2))));
        return limits;
    }
}
