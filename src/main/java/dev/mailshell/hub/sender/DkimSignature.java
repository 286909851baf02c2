package dev.mailshell.hub.sender;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One field DKIM-Signature (RFC 6376 section 3.5).
 *
 * @param field as it came
 * @param identityDomain of the user or agent who signed: {@code domain} or below it
 * @param signedFields names in lower case, in order
 * @param bodyHashText in Base64
 * @param signatureText in Base64
 */
record DkimSignature(
        RawField field,
        DkimAlgorithm algorithm,
        DomainName domain,
        DomainName selector,
        DomainName identityDomain,
        Canonicalization ofHeader,
        Canonicalization ofBody,
        List<String> signedFields,
        String bodyHashText,
        String signatureText) {

    static final String NAME = "DKIM-Signature";
    private static final int MAX_SIGNED_FIELDS = 200;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]++={0,2}");

    /** @throws DkimFailure if it cannot be read, is not valid {@code now}, or is not accepted */
    static DkimSignature parse(RawField field, TagList tags, Instant now) throws DkimFailure {
        require(tags.get("v", "").equals("1"), "the version is unknown");
        require(
                Arrays.asList(tags.unfolded("q").orElse("dns/txt").split(":", -1))
                        .contains("dns/txt"),
                "the key is not in the DNS");
        DomainName domain = domain(tags, "d");
        String[] canonicalization = tags.get("c", "simple").split("/", 2);
        requirePolicy(tags, now);
        return new DkimSignature(
                field,
                DkimAlgorithm.of(tags.get("a", ""))
                        .orElseThrow(() -> new DkimFailure(Outcome.POLICY, "the algorithm is not accepted")),
                domain,
                domain(tags, "s"),
                identityDomain(tags, domain),
                canonicalization(canonicalization[0]),
                canonicalization(canonicalization.length == 1 ? "simple" : canonicalization[1]),
                signedFields(tags),
                base64(tags, "bh"),
                base64(tags, "b"));
    }

    /** Anybody could add to a body of which only the beginning is signed (RFC 6376 section 8.2). */
    private static void requirePolicy(TagList tags, Instant now) throws DkimFailure {
        if (tags.get("l").isPresent()) {
            throw new DkimFailure(Outcome.POLICY, "the signature is for a part of the body only");
        }
        Optional<String> expires = tags.get("x");
        if (expires.isPresent()) {
            require(expires.get().matches("[0-9]{1,12}"), "the time of expiry cannot be read");
            if (!now.isBefore(Instant.ofEpochSecond(Long.parseLong(expires.get())))) {
                throw new DkimFailure(Outcome.FAIL, "the signature has expired");
            }
        }
    }

    private static DomainName identityDomain(TagList tags, DomainName domain) throws DkimFailure {
        Optional<String> identity = tags.unfolded("i");
        if (identity.isEmpty()) {
            return domain;
        }
        String text = identity.get();
        Optional<DomainName> named = DomainName.of(text.substring(text.lastIndexOf('@') + 1));
        require(text.indexOf('@') >= 0 && named.isPresent() && named.get().isWithin(domain), "i= is not within d=");
        return named.get();
    }

    private static List<String> signedFields(TagList tags) throws DkimFailure {
        List<String> names = Arrays.stream(tags.get("h", "").split(":", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        require(names.contains("from"), "From is not signed");
        require(names.size() <= MAX_SIGNED_FIELDS, "too many fields are signed");
        return names;
    }

    private static Canonicalization canonicalization(String name) throws DkimFailure {
        return Canonicalization.of(name)
                .orElseThrow(() -> new DkimFailure(Outcome.NEUTRAL, "the canonicalization is unknown"));
    }

    private static DomainName domain(TagList tags, String tag) throws DkimFailure {
        return tags.get(tag)
                .flatMap(DomainName::of)
                .orElseThrow(() -> new DkimFailure(Outcome.NEUTRAL, "d= or s= is not the name of a domain"));
    }

    private static String base64(TagList tags, String tag) throws DkimFailure {
        String text = tags.unfolded(tag).orElse("");
        require(text.length() % 4 == 0 && BASE64.matcher(text).matches(), "b= or bh= is not Base64");
        return text;
    }

    private static void require(boolean fits, String reason) throws DkimFailure {
        if (!fits) {
            throw new DkimFailure(Outcome.NEUTRAL, reason);
        }
    }

    byte[] bodyHash() {
        return Base64.getDecoder().decode(bodyHashText);
    }

    byte[] signature() {
        return Base64.getDecoder().decode(signatureText);
    }

    /** The field without what it says in {@code b=}: so it is signed by itself. */
    RawField unsigned() {
        StringBuilder unsigned =
                new StringBuilder(field.text().substring(0, field.text().indexOf(':') + 1));
        String separator = "";
        for (String tag : field.value().split(";", -1)) {
            int equals = tag.indexOf('=');
            boolean isSignature =
                    equals >= 0 && tag.substring(0, equals).strip().equals("b");
            unsigned.append(separator).append(isSignature ? tag.substring(0, equals + 1) : tag);
            separator = ";";
        }
        return new RawField(unsigned.toString());
    }
}
