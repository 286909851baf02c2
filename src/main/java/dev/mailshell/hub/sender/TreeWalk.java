package dev.mailshell.hub.sender;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The records of a domain and of those above it (RFC 9989 section 4.10); at most eight questions.
 *
 * @param start the domain itself
 * @param records in the order in which they were found, from the longest name to the shortest
 */
record TreeWalk(DomainName start, List<DmarcRecord> records) {

    private static final int MAX_LABELS = 8;

    static TreeWalk from(DomainName start, Lookups lookups) throws DnsFailure {
        List<DmarcRecord> records = new ArrayList<>();
        int labels = start.labels();
        while (labels > 0) {
            DomainName target = start.last(labels);
            Optional<DmarcRecord> found = DmarcRecord.find(target, lookups);
            found.ifPresent(records::add);
            boolean own = target.equals(start);
            if (found.filter(record -> record.isPublicSuffix("n") || (record.isPublicSuffix("y") && !own))
                    .isPresent()) {
                break;
            }
            labels = Math.min(labels, MAX_LABELS) - 1;
        }
        return new TreeWalk(start, List.copyOf(records));
    }

    /** Whom the domain belongs to. */
    DomainName organizationalDomain() {
        for (DmarcRecord record : records) {
            if (record.isPublicSuffix("n")) {
                return record.domain();
            }
            if (record.isPublicSuffix("y") && !record.domain().equals(start)) {
                return start.last(record.domain().labels() + 1);
            }
        }
        return records.stream()
                .map(DmarcRecord::domain)
                .min(Comparator.comparingInt(DomainName::labels))
                .orElse(start);
    }

    /** The record that counts: of the domain itself, of whom it belongs to, or of the public suffix above. */
    Optional<DmarcRecord> record() {
        DomainName organization = organizationalDomain();
        return at(start).or(() -> at(organization)).or(() -> records.stream()
                .filter(record -> record.isPublicSuffix("y"))
                .findFirst());
    }

    private Optional<DmarcRecord> at(DomainName domain) {
        return records.stream().filter(record -> record.domain().equals(domain)).findFirst();
    }
}
