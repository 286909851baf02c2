package dev.mailshell.hub.sender;

import dev.mailshell.hub.sender.DmarcResult.Policy;
import java.util.List;

/**
 * All that was found out about where a mail comes from.
 *
 * @param dkim one for each signature that was looked at, in the order of the header
 */
public record SenderResults(SpfResult spf, List<DkimResult> dkim, DmarcResult dmarc) {

    /** Copies {@code dkim}. */
    public SenderResults {
        dkim = List.copyOf(dkim);
    }

    /**
     * What becomes of the mail. Only DMARC decides: SPF alone refuses nothing, since it fails for each mail that was forwarded, and a
     * signature that is broken is worth as much as none.
     */
    public Judgement judgement() {
        if (dmarc.author().isEmpty()) {
            return new Judgement.Refused("5.7.1", "From does not name exactly one domain");
        }
        DomainName author = dmarc.author().get();
        return switch (dmarc.outcome()) {
            case FAIL ->
                dmarc.policy() == Policy.REJECT
                        ? new Judgement.Refused(
                                "5.7.26", "DMARC: " + author + " asks to reject mail that it does not stand behind")
                        : new Judgement.Accepted();
            case TEMPERROR -> new Judgement.Deferred("4.4.3", "DMARC: the DNS does not answer for " + author);
            default -> new Judgement.Accepted();
        };
    }
}
