package dev.mailshell.newcomer;

import java.util.List;

/** The pages that a newcomer follows from their beginning to their end. */
public final class Guide {

    /** In the order in which they are read: each goes on where the one before it ended. */
    public static final List<String> PAGES =
            List.of("README.md", "docs/getting-started.md", "docs/using.md", "docs/keys.md");

    private Guide() {}
}
