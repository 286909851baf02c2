package dev.mailshell.camel;

import dev.mailshell.crypto.KeyExpiry;
import dev.mailshell.crypto.KeyLifetime;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import dev.mailshell.model.Warning;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of the keys that will end soon, those that matter to somebody. */
final class KeyWarnings {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.keys");

    private final IdentityName self;
    private final MessageProtection protection;
    private final Clock clock;

    KeyWarnings(IdentityName self, MessageProtection protection, Clock clock) {
        this.self = self;
        this.protection = protection;
        this.clock = clock;
    }

    /** What a reply to {@code client} warns of: the keys of the two of us, in the format in which they talk if that is known. */
    List<Warning> of(Exchange exchange, IdentityName client) {
        MessageProtection format =
                Facts.FORMAT.find(exchange).map(protection::answering).orElse(protection);
        try {
            List<KeyLifetime> keys = new ArrayList<>(format.lifetimes(self));
            keys.addAll(format.lifetimes(client));
            return expiry().warnings(keys, Facts.OPENED.find(exchange).map(OpenedMessage::key)).stream()
                    .limit(Reply.MAX_WARNINGS)
                    .toList();
        } catch (KeyringFailure e) {
            // Whoever seals the reply meets it too, and says so.
            LOG.debug("no warning of keys that will end", e);
            return List.of();
        }
    }

    /** Logs those of ours and of {@code peers}, in both formats. */
    void log(List<IdentityName> peers) {
        List<KeyLifetime> keys = new ArrayList<>(protection.lifetimes(self));
        peers.forEach(peer -> keys.addAll(protection.lifetimes(peer)));
        expiry().warnings(keys).forEach(warning -> LOG.warn("{} ({})", warning.message(), warning.hint()));
    }

    private KeyExpiry expiry() {
        return new KeyExpiry(self, clock.instant());
    }
}
