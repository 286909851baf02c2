package dev.mailshell.hub.sender;

import dev.mailshell.hub.sender.DmarcResult.Policy;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xbill.DNS.Type;

/** Whether what SPF and DKIM have found is about the domain of From (RFC 9989 section 5.3). */
final class DmarcCheck {

    private final HeaderSection header;
    private final Lookups lookups;

    DmarcCheck(HeaderSection header, Lookups lookups) {
        this.header = header;
        this.lookups = lookups;
    }

    DmarcResult verify(SpfResult spf, List<DkimResult> dkim) {
        Optional<DomainName> author = author();
        if (author.isEmpty()) {
            return new DmarcResult(Outcome.PERMERROR, author, Policy.NONE);
        }
        try {
            TreeWalk walk = TreeWalk.from(author.get(), lookups);
            Optional<DmarcRecord> record = walk.record();
            return record.isEmpty()
                    ? new DmarcResult(Outcome.NONE, author, Policy.NONE)
                    : verify(walk, record.get(), identities(record.get(), spf, dkim));
        } catch (DnsFailure e) {
            return new DmarcResult(Outcome.TEMPERROR, author, Policy.NONE);
        }
    }

    /** A domain that SPF or DKIM has something to say about. */
    private record Identity(DomainName domain, Outcome outcome, boolean strict) {}

    private static List<Identity> identities(DmarcRecord record, SpfResult spf, List<DkimResult> dkim) {
        List<Identity> identities = new ArrayList<>();
        spf.domain().ifPresent(domain -> identities.add(new Identity(domain, spf.outcome(), record.isStrict("aspf"))));
        dkim.forEach(result -> result.domain()
                .ifPresent(domain -> identities.add(new Identity(domain, result.outcome(), record.isStrict("adkim")))));
        return identities;
    }

    private DmarcResult verify(TreeWalk walk, DmarcRecord record, List<Identity> identities) throws DnsFailure {
        DomainName author = walk.start();
        boolean exists = !record.dependsOnExistence(author)
                || lookups.find(author.value(), Type.A).exists();
        Optional<Policy> policy = record.policy(author, exists);
        return new DmarcResult(
                policy.isEmpty() ? Outcome.PERMERROR : outcome(policy.get(), walk, identities),
                Optional.of(author),
                policy.orElse(Policy.NONE));
    }

    /** What could not be looked up may well be what stands behind the mail; if nothing is asked for, it does not matter. */
    private Outcome outcome(Policy policy, TreeWalk walk, List<Identity> identities) {
        boolean unsure = false;
        for (Identity identity : identities) {
            try {
                if (identity.outcome() == Outcome.PASS && isAligned(identity, walk)) {
                    return Outcome.PASS;
                }
                unsure |= identity.outcome() == Outcome.TEMPERROR && isAligned(identity, walk);
            } catch (DnsFailure e) {
                unsure = true;
            }
        }
        return unsure && policy != Policy.NONE ? Outcome.TEMPERROR : Outcome.FAIL;
    }

    private boolean isAligned(Identity identity, TreeWalk walk) throws DnsFailure {
        if (identity.domain().equals(walk.start())) {
            return true;
        }
        return !identity.strict()
                && TreeWalk.from(identity.domain(), lookups)
                        .organizationalDomain()
                        .equals(walk.organizationalDomain());
    }

    /** The one domain of all addresses in the one From. */
    private Optional<DomainName> author() {
        List<RawField> from = header.all("From");
        if (from.size() != 1) {
            return Optional.empty();
        }
        try {
            Set<String> domains = Sender.all(from.get(0).unfolded()).stream()
                    .map(Sender::domain)
                    .collect(Collectors.toSet());
            return domains.size() == 1 ? DomainName.of(domains.iterator().next()) : Optional.empty();
        } catch (MimeFailure e) {
            // What cannot be read names nobody.
            return Optional.empty();
        }
    }
}
