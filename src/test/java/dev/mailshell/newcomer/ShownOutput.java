package dev.mailshell.newcomer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a page shows below a command, and what is different at each run of it: times, the load, the machine. */
record ShownOutput(List<String> lines) {

    private static final Pattern TIME = Pattern.compile(" *\\d+\\.\\d{3} s  (.*)");
    private static final Pattern UPTIME = Pattern.compile(" ?\\d\\d:\\d\\d:\\d\\d up .*load average: .*");
    private static final Pattern SYSTEM = Pattern.compile("Linux .*");

    ShownOutput {
        lines = List.copyOf(lines);
    }

    /** A line that {@code printed} does not have, or not as often; whatever came first, since two parties write at once. */
    Optional<String> missingIn(List<String> printed) {
        List<String> left = new ArrayList<>(printed);
        for (String line : lines) {
            Pattern like = like(line);
            Optional<String> found =
                    left.stream().filter(each -> like.matcher(each).matches()).findFirst();
            if (found.isEmpty()) {
                return Optional.of(line);
            }
            left.remove(found.get());
        }
        return Optional.empty();
    }

    private static Pattern like(String line) {
        if (UPTIME.matcher(line).matches()) {
            return UPTIME;
        }
        if (SYSTEM.matcher(line).matches()) {
            return SYSTEM;
        }
        return TIME.matcher(line)
                .results()
                .findFirst()
                .map(timed -> Pattern.compile(" *\\d+\\.\\d{3} s  " + Pattern.quote(timed.group(1))))
                .orElseGet(() -> Pattern.compile(Pattern.quote(line)));
    }
}
