package dev.mailshell.hub.sender;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The key of a signature, as its domain has published it (RFC 6376 section 3.6.1). */
final class DkimKey {

    private DkimKey() {}

    /**
     * The key that {@code signature} names.
     *
     * @throws DkimFailure if there is none that may be used, or the DNS does not say
     */
    static PublicKey find(DkimSignature signature, Lookups lookups) throws DkimFailure {
        List<String> records;
        try {
            records = lookups.texts(signature.selector() + "._domainkey." + signature.domain());
        } catch (DnsFailure e) {
            throw new DkimFailure(Outcome.TEMPERROR, "the DNS does not answer");
        }
        // What else may stand there is of no key; of several keys RFC 6376 section 3.6.2.2 leaves the choice.
        TagList record = records.stream()
                .map(TagList::parse)
                .flatMap(Optional::stream)
                .filter(tags -> tags.get("p").isPresent())
                .findFirst()
                .orElseThrow(() -> new DkimFailure(Outcome.PERMERROR, "there is no such key"));
        return read(record, signature);
    }

    private static PublicKey read(TagList record, DkimSignature signature) throws DkimFailure {
        DkimAlgorithm algorithm = signature.algorithm();
        require(
                record.get("v").isEmpty()
                        || (record.beginsWith("v") && record.get("v", "").equals("DKIM1")),
                "the version of the key is unknown");
        require(!record.get("p", "").isEmpty(), "the key was revoked");
        require(record.get("k", "rsa").equals(algorithm.keyType()), "the key is for another algorithm");
        require(names(record, "h", "sha256").contains("sha256"), "the key is for another hash");
        List<String> services = names(record, "s", "*");
        require(services.contains("*") || services.contains("email"), "the key is not for mail");
        require(
                !names(record, "t", "").contains("s")
                        || signature.identityDomain().equals(signature.domain()),
                "the key is not for subdomains");
        try {
            return algorithm.key(Base64.getDecoder().decode(record.unfolded("p").orElse("")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new DkimFailure(Outcome.PERMERROR, "the key cannot be read");
        }
    }

    private static List<String> names(TagList record, String tag, String otherwise) {
        return Arrays.asList(record.unfolded(tag).orElse(otherwise).split(":", -1));
    }

    private static void require(boolean fits, String reason) throws DkimFailure {
        if (!fits) {
            throw new DkimFailure(Outcome.PERMERROR, reason);
        }
    }
}
