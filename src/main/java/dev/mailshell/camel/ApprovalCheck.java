package dev.mailshell.camel;

import dev.mailshell.ledger.Approval;
import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Sees to it that a command that needs approvals runs only with them, and only as it was approved. */
final class ApprovalCheck {

    /** What a person can be asked to read; the longest line that a command may have fits. */
    private static final int MAX_TEXT = 64 * 1024;

    private static final int NONCE_BYTES = 16;

    private final IdentityName self;
    private final Freshness freshness;
    private final SecureRandom random;

    ApprovalCheck(IdentityName self, Freshness freshness, SecureRandom random) {
        this.self = self;
        this.freshness = freshness;
        this.random = random;
    }

    /**
     * Whether a command that the policy allows has to wait for approvals; then the request is a fact.
     *
     * @throws Refusal if it would wait in vain, or is no longer what was approved
     */
    boolean isMissing(Exchange exchange, Verdict.Allowed allowed) throws Refusal {
        Command command = Facts.COMMAND.of(exchange);
        Optional<Approval> approved = Facts.APPROVED.find(exchange);
        if (approved.isPresent()) {
            requireSame(approved.get(), command, allowed);
            return false;
        }
        Optional<ApprovalRule> rule = allowed.conditions().approvals();
        if (rule.isEmpty()) {
            return false;
        }
        Facts.REQUEST.set(exchange, request(command, allowed, rule.get()));
        return true;
    }

    private ApprovalRequest request(Command command, Verdict.Allowed allowed, ApprovalRule rule) throws Refusal {
        if (command.parts() > 1) {
            throw impossible("it comes in " + command.parts() + " mails (expected 1)", "send less with it");
        }
        Instant end = freshness.end(command);
        Instant expires = freshness.now().plus(rule.expires());
        ApprovalRequest.Settled settled = new ApprovalRequest.Settled(
                nonce(), (expires.isBefore(end) ? expires : end).truncatedTo(ChronoUnit.SECONDS), end);
        ApprovalRequest request = ApprovalRequest.of(self, command, allowed, settled);
        int bytes = request.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_TEXT) {
            throw impossible(
                    "nobody would read so much (was " + bytes + " bytes, expected at most " + MAX_TEXT + ")",
                    "put what is large into an attached file");
        }
        return request;
    }

    /** The policy may be another one by now, and with it the argv, the user or the approvers. */
    private void requireSame(Approval approved, Command command, Verdict.Allowed allowed) throws Refusal {
        ApprovalRequest.Settled settled =
                new ApprovalRequest.Settled(approved.nonce(), approved.expiresAt(), approved.validUntil());
        boolean isSame = allowed.conditions().approvals().isPresent()
                && ApprovalRequest.of(self, command, allowed, settled).digest().equals(approved.digest());
        if (!isSame) {
            throw new Refusal(
                    Reason.APPROVAL_OUTDATED,
                    "what would run now is not what was approved: the policy has changed meanwhile",
                    "send the command again, and have it approved again");
        }
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Refusal impossible(String fact, String hint) {
        return new Refusal(Reason.APPROVAL_IMPOSSIBLE, "it needs approvals and cannot get them: " + fact, hint);
    }
}
