package dev.mailshell.camel;

import dev.mailshell.audit.AuditLog;
import dev.mailshell.audit.SeenLog;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.TreeHead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that seal the audit log. What was signed last lies outside the log too: who can write the log alone shall not have another
 * story signed, nor a shorter one.
 */
public final class AuditSteps {

    /** The header in which the route has the signature; not one that camel-crypto clears away after it was verified. */
    static final String SIGNATURE = "auditSignature";

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.audit");

    private final AuditLog log;
    private final IdentityName self;
    private final String key;
    private final Path signed;
    private final InstantSource clock;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param key the public key, as checkpoints name it
     * @param signed the file of the newest checkpoint; need not exist
     */
    AuditSteps(AuditLog log, IdentityName self, String key, Path signed, InstantSource clock) {
        this.log = log;
        this.self = self;
        this.key = key;
        this.signed = signed;
        this.clock = clock;
    }

    /** The body becomes the bytes to sign; goes no further if everything is sealed, or does not extend what was signed before. */
    public void unsealed(Exchange exchange) throws IOException {
        Optional<TreeHead> head = log.unsealed();
        if (head.isEmpty() || !extendsSigned()) {
            exchange.setRouteStop(true);
            return;
        }
        Checkpoint checkpoint = new Checkpoint(self, head.get(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Facts.CHECKPOINT.set(exchange, checkpoint);
        exchange.getMessage().setBody(checkpoint.signedBytes());
    }

    private boolean extendsSigned() throws IOException {
        Optional<SeenLog> before = SeenLog.read(signed);
        boolean fits = before.map(SeenLog::checkpoints).orElse(List.of()).stream()
                .map(SealedCheckpoint::head)
                .allMatch(log::beginsWith);
        if (!fits && told.compareAndSet(false, true)) {
            LOG.error(
                    "{}, the audit log does not begin with what this server has signed, and is not sealed any more;"
                            + " see mailshell audit verify; if it began anew for a reason that you know, delete {}",
                    Reason.AUDIT_NOT_EXTENDED,
                    signed);
        }
        return fits;
    }

    /** Keeps the checkpoint with the signature that was verified: in the log first, which is never behind what lies outside. */
    public void keep(Exchange exchange) throws IOException {
        String signature = exchange.getMessage().getHeader(SIGNATURE, String.class);
        SealedCheckpoint sealed = new SealedCheckpoint(Facts.CHECKPOINT.of(exchange), key, signature);
        log.keep(sealed);
        new SeenLog(self, key, List.of(sealed)).write(signed);
    }
}
