package dev.mailshell.hub.sender;

import dev.mailshell.hub.sender.DmarcResult.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a domain publishes about mail in its name (RFC 9989 section 4.7). The tag {@code pct} of RFC 7489 is not looked at.
 *
 * @param domain where it stands
 * @param tags of it
 */
record DmarcRecord(DomainName domain, TagList tags) {

    private static final String VERSION = "DMARC1";

    /** The one record of {@code domain}; empty if it has none, or several. */
    static Optional<DmarcRecord> find(DomainName domain, Lookups lookups) throws DnsFailure {
        List<TagList> found = lookups.texts("_dmarc." + domain).stream()
                .map(TagList::parseLeniently)
                .filter(tags -> tags.beginsWith("v") && tags.get("v", "").equals(VERSION))
                .toList();
        return found.size() == 1 ? Optional.of(new DmarcRecord(domain, found.get(0))) : Optional.empty();
    }

    /** Whether its domain says {@code y} or {@code n} of being a public suffix. */
    boolean isPublicSuffix(String yesOrNo) {
        return tags.get("psd", "u").equals(yesOrNo);
    }

    boolean isStrict(String alignment) {
        return tags.get(alignment, "r").equals("s");
    }

    /** Whether it asks for something else if {@code author} is not in the DNS at all. */
    boolean dependsOnExistence(DomainName author) {
        return !author.equals(domain) && tags.get("np").isPresent();
    }

    /**
     * What is to become of mail of {@code author} that fails. Empty if the record does not say it as it must; one who wants reports is then
     * taken to ask for nothing else.
     *
     * @param exists whether {@code author} is in the DNS; of no matter unless the record depends on it
     */
    Optional<Policy> policy(DomainName author, boolean exists) {
        boolean readable = tags.get("p").isPresent()
                && List.of("p", "sp", "np").stream()
                        .allMatch(tag -> tags.get(tag).isEmpty() || policy(tag).isPresent());
        if (!readable) {
            return tags.get("rua", "").contains(":") ? Optional.of(Policy.NONE) : Optional.empty();
        }
        if (tags.get("t", "n").equals("y")) {
            return Optional.of(Policy.NONE);
        }
        if (author.equals(domain)) {
            return policy("p");
        }
        Optional<Policy> ofSubdomains = policy("sp").or(() -> policy("p"));
        return exists ? ofSubdomains : policy("np").or(() -> ofSubdomains);
    }

    private Optional<Policy> policy(String tag) {
        return tags.get(tag).flatMap(value -> Arrays.stream(Policy.values())
                .filter(policy -> policy.toString().equalsIgnoreCase(value))
                .findFirst());
    }
}
