package dev.mailshell.hub.sender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The DNS as jSPF asks it, with what jSPF leaves open: the limits of RFC 7208 section 4.6.4 that RFC 4408 did not have, no record type SPF, and
 * no record that its patterns could take long or deep for.
 */
final class SpfLookups implements DNSService {

    private static final int MAX_VOID = 2;
    private static final int MAX_NAMES = 10;
    private static final int MAX_RECORD = 4096;
    private static final int MAX_TERM = 512;

    private final Lookups lookups;
    private final String ownName;
    private int voids;
    private Outcome failure;

    SpfLookups(Lookups lookups, String ownName) {
        this.lookups = lookups;
        this.ownName = ownName;
    }

    /** What ended the check, if something did that jSPF knows nothing of. */
    Optional<Outcome> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public List<String> getRecords(DNSRequest request) throws TimeoutException {
        if (failure != null) {
            throw new TimeoutException("ended");
        }
        try {
            return records(request);
        } catch (DnsFailure e) {
            throw end(Outcome.TEMPERROR);
        }
    }

    /** Null if there are none: so jSPF has it. */
    private List<String> records(DNSRequest request) throws DnsFailure, TimeoutException {
        List<String> found =
                switch (request.getRecordType()) {
                    case DNSRequest.TXT -> policies(lookups.texts(request.getHostname()));
                    case DNSRequest.A -> found(request, Type.A);
                    case DNSRequest.AAAA -> found(request, Type.AAAA);
                    case DNSRequest.MX -> found(request, Type.MX);
                    case DNSRequest.PTR -> found(request, Type.PTR);
                    // Type 99, which RFC 7208 section 3.1 has given up.
                    default -> List.of();
                };
        return found.isEmpty() ? null : found;
    }

    /** For jSPF, which empties the list. */
    private List<String> found(DNSRequest request, int type) throws DnsFailure, TimeoutException {
        List<String> texts = new ArrayList<>();
        for (Record found : lookups.find(request.getHostname(), type).records()) {
            texts.add(text(found));
        }
        if (texts.isEmpty() && ++voids > MAX_VOID) {
            throw end(Outcome.PERMERROR);
        }
        if (type == Type.MX && texts.size() > MAX_NAMES) {
            throw end(Outcome.PERMERROR);
        }
        return type == Type.PTR && texts.size() > MAX_NAMES ? new ArrayList<>(texts.subList(0, MAX_NAMES)) : texts;
    }

    private List<String> policies(List<String> texts) throws TimeoutException {
        for (String text : texts) {
            if (text.regionMatches(true, 0, "v=spf1", 0, "v=spf1".length()) && !isReadable(text)) {
                throw end(Outcome.PERMERROR);
            }
        }
        return texts;
    }

    private static boolean isReadable(String policy) {
        return policy.length() <= MAX_RECORD
                && Arrays.stream(policy.split(" ", -1)).allMatch(term -> term.length() <= MAX_TERM);
    }

    private static String text(Record found) {
        if (found instanceof ARecord address) {
            return address.getAddress().getHostAddress();
        }
        if (found instanceof AAAARecord address) {
            return address.getAddress().getHostAddress();
        }
        if (found instanceof MXRecord exchange) {
            return exchange.getTarget().toString(true);
        }
        return ((PTRRecord) found).getTarget().toString(true);
    }

    private TimeoutException end(Outcome outcome) {
        failure = outcome;
        return new TimeoutException("ended");
    }

    @Override
    public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
        throw new UnsupportedOperationException("asked one after the other");
    }

    /** For the macro that names who receives. */
    @Override
    public List<String> getLocalDomainNames() {
        return List.of(ownName);
    }

    @Override
    public int getRecordLimit() {
        return MAX_NAMES;
    }

    @Override
    public void setRecordLimit(int limit) {
        throw new UnsupportedOperationException("fixed");
    }

    @Override
    public void setTimeOut(int seconds) {
        throw new UnsupportedOperationException("fixed");
    }
}
