package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How many servers get a command at a time: {@code 1,10%,50%} is one, then a tenth of all, then half of all, then the rest. Shares are rounded
 * up.
 */
final class Waves {

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,3}|(?:[1-9][0-9]?|100)%");

    private final List<String> sizes;

    private Waves(List<String> sizes) {
        this.sizes = sizes;
    }

    /** All at once. */
    static Waves none() {
        return new Waves(List.of());
    }

    /** @throws CommandFailure if {@code text} has another form */
    static Waves of(String text) throws CommandFailure {
        List<String> sizes = List.of(text.split(",", -1));
        for (String size : sizes) {
            if (!SIZE.matcher(size).matches()) {
                throw new CommandFailure(
                        "--waves has a size that is none (was " + text + ", expected numbers and percentages above 0)",
                        "write how many servers each wave has, such as 1,10%,50%; the rest comes last");
            }
        }
        return new Waves(sizes);
    }

    /** The waves of {@code servers}, in their order; none is empty. */
    List<Set<IdentityName>> split(Set<IdentityName> servers) {
        List<IdentityName> all = List.copyOf(servers);
        List<Set<IdentityName>> waves = new ArrayList<>();
        int begin = 0;
        for (String size : sizes) {
            int end = Math.min(begin + count(size, all.size()), all.size());
            add(waves, all.subList(begin, end));
            begin = end;
        }
        add(waves, all.subList(begin, all.size()));
        return waves;
    }

    private static void add(List<Set<IdentityName>> waves, List<IdentityName> servers) {
        if (!servers.isEmpty()) {
            waves.add(new LinkedHashSet<>(servers));
        }
    }

    private static int count(String size, int all) {
        if (!size.endsWith("%")) {
            return Integer.parseInt(size);
        }
        int percent = Integer.parseInt(size.substring(0, size.length() - 1));
        return (all * percent + 99) / 100;
    }
}
