package dev.mailshell.hub.sender;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Verifies the signatures of one mail (RFC 6376 section 6): the topmost ones only, and the body is read once for all. */
final class DkimCheck {

    private static final int MAX_SIGNATURES = 5;

    private final HeaderSection header;
    private final Lookups lookups;
    private final Instant now;
    private final Map<Canonicalization, byte[]> bodyHashes = new EnumMap<>(Canonicalization.class);

    DkimCheck(HeaderSection header, Lookups lookups, Instant now) {
        this.header = header;
        this.lookups = lookups;
        this.now = now;
    }

    /** Reads {@code body}, if there is a signature at all. */
    List<DkimResult> verify(InputStream body) throws IOException {
        List<RawField> signatures =
                header.all(DkimSignature.NAME).stream().limit(MAX_SIGNATURES).toList();
        if (!signatures.isEmpty()) {
            hash(body);
        }
        List<DkimResult> results = new ArrayList<>();
        signatures.forEach(field -> results.add(verify(field)));
        return results;
    }

    /** Both: which of them is wanted would have to be believed of fields that nobody has checked. */
    private void hash(InputStream body) throws IOException {
        Map<Canonicalization, BodyHash> running = new EnumMap<>(Canonicalization.class);
        for (Canonicalization canonicalization : Canonicalization.values()) {
            running.put(canonicalization, new BodyHash(canonicalization));
        }
        byte[] buffer = new byte[16 * 1024];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            for (BodyHash hash : running.values()) {
                hash.update(buffer, count);
            }
        }
        running.forEach((canonicalization, hash) -> bodyHashes.put(canonicalization, hash.finish()));
    }

    private DkimResult verify(RawField field) {
        Optional<TagList> tags = TagList.parse(field.value());
        try {
            verify(DkimSignature.parse(
                    field,
                    tags.orElseThrow(() -> new DkimFailure(Outcome.NEUTRAL, "the signature cannot be read")),
                    now));
            return result(tags, Outcome.PASS, "");
        } catch (DkimFailure e) {
            return result(tags, e.outcome(), e.getMessage());
        }
    }

    private static DkimResult result(Optional<TagList> tags, Outcome outcome, String reason) {
        return new DkimResult(
                outcome,
                tags.flatMap(list -> list.get("d")).flatMap(DomainName::of),
                tags.flatMap(list -> list.get("s")).flatMap(DomainName::of),
                tags.flatMap(list -> list.get("a")).flatMap(DkimAlgorithm::of).map(DkimAlgorithm::toString),
                reason);
    }

    private void verify(DkimSignature signature) throws DkimFailure {
        if (!MessageDigest.isEqual(bodyHashes.get(signature.ofBody()), signature.bodyHash())) {
            throw new DkimFailure(Outcome.FAIL, "the body is not the one that was signed");
        }
        PublicKey key = DkimKey.find(signature, lookups);
        try {
            if (signature.algorithm().verifies(key, signedText(signature), signature.signature())) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // A signature that cannot be one of that key is as wrong as any other.
        }
        throw new DkimFailure(Outcome.FAIL, "the header is not the one that was signed");
    }

    /** Of fields with one name the lowest comes first; a name for which none is left stands for nothing (RFC 6376 section 5.4.2). */
    private byte[] signedText(DkimSignature signature) {
        Map<String, Deque<RawField>> unused = new HashMap<>();
        for (RawField field : header.fields()) {
            unused.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), name -> new ArrayDeque<>())
                    .push(field);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String name : signature.signedFields()) {
            Deque<RawField> left = unused.getOrDefault(name, new ArrayDeque<>());
            if (!left.isEmpty()) {
                text.writeBytes(bytes(signature.ofHeader().apply(left.pop())));
            }
        }
        String own = signature.ofHeader().apply(signature.unsigned());
        text.writeBytes(bytes(own.endsWith("\r\n") ? own.substring(0, own.length() - 2) : own));
        return text.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
