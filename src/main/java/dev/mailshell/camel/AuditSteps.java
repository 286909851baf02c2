package dev.mailshell.camel;

import dev.mailshell.audit.AuditLog;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.TreeHead;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The steps that seal the audit log. */
public final class AuditSteps {

    /** The header in which the route has the signature; not one that camel-crypto clears away after it was verified. */
    static final String SIGNATURE = "auditSignature";

    private final AuditLog log;
    private final IdentityName self;
    private final String key;
    private final InstantSource clock;

    /** @param key the public key, as checkpoints name it */
    AuditSteps(AuditLog log, IdentityName self, String key, InstantSource clock) {
        this.log = log;
        this.self = self;
        this.key = key;
        this.clock = clock;
    }

    /** The body becomes the bytes to sign; goes no further if everything is sealed. */
    public void unsealed(Exchange exchange) {
        Optional<TreeHead> head = log.unsealed();
        if (head.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        Checkpoint checkpoint = new Checkpoint(self, head.get(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Facts.CHECKPOINT.set(exchange, checkpoint);
        exchange.getMessage().setBody(checkpoint.signedBytes());
    }

    /** Keeps the checkpoint with the signature that was verified. */
    public void keep(Exchange exchange) {
        String signature = exchange.getMessage().getHeader(SIGNATURE, String.class);
        log.keep(new SealedCheckpoint(Facts.CHECKPOINT.of(exchange), key, signature));
    }
}
