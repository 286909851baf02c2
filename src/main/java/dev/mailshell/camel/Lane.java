package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;

/** Where an opened mail waits for its turn. */
enum Lane {
    /** For commands that run. */
    ORDINARY,
    /** For what the server answers itself, at once: nothing runs there. */
    EXPRESS;

    /** Whose places in which lane. */
    record Of(IdentityName client, Lane lane) {}
}
