package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/**
 * Walks over a CMS structure (BER, X.690) before a parser may see it, and refuses what could cost a parser memory, time or stack: deep
 * nesting, many elements, lengths beyond the file. Only the octets of the one content are free; all else is overhead. Also refuses
 * what parsers pass over: bytes after the end.
 */
final class CmsOutline {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_OVERHEAD = 128 * 1024;
    private static final int MAX_ELEMENTS = 16 * 1024;
    private static final int FREE_SEGMENTS = 1024;
    // OpenSSL makes segments of 4096 octets, Bouncy Castle of 1000.
    private static final int MIN_SEGMENT_AVERAGE = 256;
    private static final int MAX_TYPE = 64;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int CONSTRUCTED = 0x20;
    private static final long INDEFINITE = -1;

    private final InputStream in;
    private final long size;
    private long position;
    private long overhead;
    private int elements;
    private long segments;
    private long octets;
    private byte[] type = new byte[0];
    private boolean signedData;
    private boolean innerInfoSeen;

    private CmsOutline(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /** The content type of the ContentInfo that fills {@code file}. */
    static ASN1ObjectIdentifier check(Path file) throws IOException, ProtectionFailure {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 16 * 1024)) {
            return new CmsOutline(in, Files.size(file)).check();
        } catch (EOFException e) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the CMS structure is cut off", e);
        }
    }

    private ASN1ObjectIdentifier check() throws IOException, ProtectionFailure {
        element(octet(), Place.CONTENT_INFO, 0, size);
        if (position != size) {
            throw malformed("bytes follow the CMS structure");
        }
        return type();
    }

    private ASN1ObjectIdentifier type() throws ProtectionFailure {
        try {
            byte[] encoded = new byte[type.length + 2];
            encoded[0] = OBJECT_IDENTIFIER;
            encoded[1] = (byte) type.length;
            System.arraycopy(type, 0, encoded, 2, type.length);
            return ASN1ObjectIdentifier.getInstance(encoded);
        } catch (RuntimeException e) {
            throw new ProtectionFailure(Reason.CMS_MALFORMED, "the CMS structure does not begin with its type", e);
        }
    }

    private void element(int tag, Place place, int depth, long limit) throws IOException, ProtectionFailure {
        requireUsual(tag, place, depth);
        long start = position - 1;
        long length = length(tag);
        long end = length == INDEFINITE ? limit : position + length;
        if (end > limit) {
            throw malformed("an element of the CMS structure is longer than what holds it");
        }
        count(place, position - start);
        if ((tag & CONSTRUCTED) != 0) {
            children(place, depth, length == INDEFINITE, end);
        } else {
            primitive(place, length);
        }
    }

    private static void requireUsual(int tag, Place place, int depth) throws ProtectionFailure {
        if (depth > MAX_DEPTH) {
            throw malformed("the CMS structure is nested too deep (expected at most " + MAX_DEPTH + " levels)");
        }
        if ((tag & 0x1f) == 0x1f) {
            throw malformed("the CMS structure has a tag that CMS does not use");
        }
        if (place == Place.NOWHERE) {
            throw malformed("the content of the CMS structure is not an octet string");
        }
    }

    private void children(Place place, int depth, boolean indefinite, long end) throws IOException, ProtectionFailure {
        for (int index = 0; indefinite || position < end; index++) {
            int tag = octet();
            if (indefinite && tag == 0) {
                if (octet() != 0) {
                    throw malformed("an end of contents in the CMS structure is not two zero bytes");
                }
                overhead(2);
                return;
            }
            element(tag, once(place.child(tag, index, signedData)), depth + 1, end);
        }
    }

    /** A body has one content: a parser would load a second one whole. */
    private Place once(Place place) {
        if (place != Place.INNER_INFO) {
            return place;
        }
        boolean again = innerInfoSeen;
        innerInfoSeen = true;
        return again ? Place.ELSEWHERE : place;
    }

    private void primitive(Place place, long length) throws IOException, ProtectionFailure {
        if (place.isOctets()) {
            octets += length;
        } else {
            overhead(length);
        }
        if (place == Place.TYPE && length < MAX_TYPE) {
            type = in.readNBytes((int) length);
            requireAll(type.length, length);
            signedData = type().equals(CMSObjectIdentifiers.signedData);
        } else {
            in.skipNBytes(length);
        }
        position += length;
        requireSegmentsOfSomeSize();
    }

    /** The headers of segments are related to what they carry, since there may be many of them in a large content. */
    private void count(Place place, long header) throws ProtectionFailure {
        if (place == Place.SEGMENT) {
            segments++;
            return;
        }
        overhead(header);
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw malformed("the CMS structure has too many elements (expected at most " + MAX_ELEMENTS + ")");
        }
    }

    private void requireSegmentsOfSomeSize() throws ProtectionFailure {
        if (segments > FREE_SEGMENTS + octets / MIN_SEGMENT_AVERAGE) {
            throw malformed("the content of the CMS structure is cut into too small segments (expected "
                    + MIN_SEGMENT_AVERAGE + " bytes or more on average)");
        }
    }

    private void overhead(long bytes) throws ProtectionFailure {
        overhead += bytes;
        if (overhead > MAX_OVERHEAD) {
            throw malformed(
                    "the CMS structure is too large beside its content (expected at most " + MAX_OVERHEAD + " bytes)");
        }
    }

    private long length(int tag) throws IOException, ProtectionFailure {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        if (first == 0x80) {
            if ((tag & CONSTRUCTED) == 0) {
                throw malformed("a primitive element of the CMS structure has no length");
            }
            return INDEFINITE;
        }
        if (first > 0x84) {
            throw malformed("an element of the CMS structure is longer than 4 GiB");
        }
        long length = 0;
        for (int i = 0; i < first - 0x80; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        position++;
        return octet;
    }

    private static void requireAll(int was, long expected) throws EOFException {
        if (was < expected) {
            throw new EOFException();
        }
    }

    private static ProtectionFailure malformed(String fact) {
        return new ProtectionFailure(Reason.CMS_MALFORMED, fact);
    }
}
