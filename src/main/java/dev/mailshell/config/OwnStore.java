package dev.mailshell.config;

import java.util.Optional;

/** Mail comes from the store of the mail server in the same process: that of a {@link Role#HUB hub}. */
public record OwnStore() implements Reception {

    @Override
    public Optional<Mailbox> mailbox() {
        return Optional.empty();
    }
}
