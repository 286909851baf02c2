package dev.mailshell.model;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The line that names the servers of a command which a person writes: {@code @web1} or {@code @web1,db1}. */
public final class ServerLine {

    /** What to do about a line that cannot be read. */
    public static final String HINT =
            "write names in lower case, separated by commas, as in @web1,db1; nothing else stands in that line";

    private static final String MARK = "@";
    /** Two names without a comma, the second with or without its own mark. */
    private static final Pattern SEPARATED_BY_SPACES = Pattern.compile("[a-z0-9-]\\s+@?[a-z0-9-]");

    private ServerLine() {}

    /** Whether it is meant for one. */
    public static boolean isMeant(String line) {
        return line.strip().startsWith(MARK);
    }

    /**
     * The servers, in their order.
     *
     * @param line {@linkplain #isMeant meant} for one; white space around it and around names does not count
     * @throws InvalidMessage if it is none; the message says why and holds nothing of it
     */
    public static Set<IdentityName> read(String line) {
        String names = line.strip().substring(MARK.length());
        if (SEPARATED_BY_SPACES.matcher(names).find()) {
            throw new InvalidMessage(Reason.NAME_INVALID, "the servers in the first line are separated by spaces");
        }
        Set<IdentityName> servers = new LinkedHashSet<>();
        // What is behind the last that a command may name is no name any more.
        for (String name : names.split(",", Command.MAX_RECIPIENTS + 1)) {
            servers.add(new IdentityName(name.strip()));
        }
        return servers;
    }
}
