package dev.mailshell.config;

import java.util.Optional;

/**
 * Mail comes from the store of the mail server in the same process: that of a {@link Role#HUB hub}.
 *
 * @param service that mail server
 */
public record OwnStore(MailService service) implements Reception {

    @Override
    public Optional<Mailbox> mailbox() {
        return Optional.empty();
    }
}
