package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.hex;
import static dev.mailshell.crypto.cms.VectorMaker.mail;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** BER that a parser would choke on, where the CMS structure of a sealed mail belongs. */
final class HostileStructures {

    private static final String NO_CMS = "CMS_MALFORMED";
    private static final String TYPE = "060b2a864886f70d0109100117";
    private static final String NULL = "0500";

    private final HostileVectorMaker maker;

    HostileStructures(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        ends();
        lengths();
        identifiers();
        types();
        contents();
    }

    private void ber(String name, String recipe, String hex) throws Exception {
        maker.mail("ber-" + name, NO_CMS, recipe, mail(hex(hex)));
    }

    private void ends() throws Exception {
        ber("no-end", "a sequence without an end", "3080" + TYPE);
        ber("only-ends", "nothing but ends of contents", "0000".repeat(500));
        ber("end-with-length", "an end of contents that has a length", "3080" + TYPE + "0001ff0000");
        ber("end-too-early", "an end of contents in a sequence of definite length", "3004" + "00000000");
        ber("one-end-too-many", "an end of contents after the structure", "3080" + TYPE + "00000000");
        ber("indefinite-primitive", "a primitive element of indefinite length", "30800480" + "0000".repeat(4));
        ber("indefinite-in-definite", "an indefinite length beyond a definite one", "3004" + "a0800000" + "0000");
        ber("nested-40-deep", "sequences of definite length in each other", nested(40));
        ber("nested-indefinite-1000", "sequences of indefinite length in each other", "3080".repeat(1000));
        ber("sets-in-sets", "sets in each other", "3180".repeat(200) + "0000".repeat(200));
        ber("strings-in-strings", "octet strings in each other", "2480".repeat(200) + "0000".repeat(200));
    }

    private static String nested(int levels) {
        String inner = NULL;
        for (int i = 0; i < levels; i++) {
            inner = "3081" + String.format(java.util.Locale.ROOT, "%02x", inner.length() / 2) + inner;
        }
        return inner;
    }

    private void lengths() throws Exception {
        ber("length-reserved", "the reserved length", "30ff" + TYPE);
        ber("length-of-9-bytes", "a length of nine bytes", "3089" + "ff".repeat(9) + TYPE);
        ber("length-of-8-bytes", "a length of eight bytes", "3088" + "7f" + "ff".repeat(7) + TYPE);
        ber("length-of-126-bytes", "a length of 126 bytes", "30fe" + "00".repeat(125) + "05" + TYPE);
        ber("length-4-gib", "a length of nearly 4 GiB", "3084ffffffff" + TYPE);
        ber("length-cut", "a length that is cut off", "3084ffff");
        ber("length-zero", "a sequence of nothing", "3000");
        ber("length-of-child", "a child that is longer than its parent", "3005" + "047f0000ff" + "00");
        ber("length-one-short", "a sequence that is one byte short", "3080" + "060c2a864886f70d0109100117" + "0000");
        ber(
                "length-with-zeros",
                "lengths with zeros in front, of an empty structure",
                "3084" + "0000000f" + "06830000" + "0b2a864886f70d0109100117");
    }

    private void identifiers() throws Exception {
        ber("oid-empty", "an object identifier without a byte", "30800600" + "a0800000" + "0000");
        ber("oid-63-bytes", "a type of 63 bytes", "3080063f" + "ff".repeat(62) + "7f" + "a0800000" + "0000");
        ber("oid-64-bytes", "a type of 64 bytes", "30800640" + "ff".repeat(63) + "7f" + "a0800000" + "0000");
        ber("oid-16-kb", "a type of 16 KB", "3080068240" + "00" + "81".repeat(0x3fff) + "01" + "a0800000" + "0000");
        ber("oid-never-ends", "an arc that does not end", "30800605ffffffffff" + "a0800000" + "0000");
        ber("oid-padded", "an arc that begins with zeros", "308006032a8001" + "a0800000" + "0000");
        ber("tag-high", "a tag number of many bytes", "3fffffffff7f80" + TYPE + "0000");
        ber("tag-private", "tags that are nobody's", "ffff7f00");
        ber("tag-zero", "constructed ends of contents", "2080" + "0000");
        ber("only-type", "a type and nothing else", "300d" + TYPE);
        ber("type-twice", "the type twice", "301a" + TYPE + TYPE);
        ber("type-behind", "the content before the type", "3080" + "a08030800000" + "0000" + TYPE + "0000");
    }

    /** AuthEnvelopedData is the only one. */
    private void types() throws Exception {
        type("data", CMSObjectIdentifiers.data);
        type("signed", CMSObjectIdentifiers.signedData);
        type("digested", CMSObjectIdentifiers.digestedData);
        type("encrypted", CMSObjectIdentifiers.encryptedData);
        type("authenticated", CMSObjectIdentifiers.authenticatedData);
        type("compressed", CMSObjectIdentifiers.compressedData);
        type("time-stamped", CMSObjectIdentifiers.timestampedData);
        maker.mail(
                "cms-type-enveloped",
                "ALGORITHM_REFUSED",
                "the type is enveloped",
                mail(Structures.contentInfo(CMSObjectIdentifiers.envelopedData, "020100" + "3100")));
    }

    private void type(String name, ASN1ObjectIdentifier type) throws Exception {
        maker.mail(
                "cms-type-" + name,
                NO_CMS,
                "the type is " + name,
                mail(Structures.contentInfo(type, "020100" + "3100")));
    }

    private void contents() throws Exception {
        body("nothing", "AuthEnvelopedData of nothing", "");
        body("nulls", "AuthEnvelopedData of nulls", NULL.repeat(50));
        body("version-huge", "a version of 20 KB", "02824e20" + "7f".repeat(20_000) + "3100");
        body("version-negative", "a negative version", "0201ff" + "3100");
        body("version-empty", "a version without a byte", "0200" + "3100");
        body("version-text", "a version that is a text", "1303312e30" + "3100");
        body("no-content", "no EncryptedContentInfo", "020100" + "3100" + Structures.octets(16));
        body("recipients-not-a-set", "recipients that are an integer", "020100" + "020100");
        body("recipients-of-nulls", "recipients that are nulls", "020100" + "3106" + NULL.repeat(3));
        body("recipients-unknown-choice", "a recipient of a kind that is none", "020100" + "3104" + "a9020500");
        body("20000-elements", "20,000 small elements", "020100" + "3180" + NULL.repeat(20_000) + "0000");
        body(
                "bit-strings",
                "bit strings with impossible unused bits",
                "020100" + "3180" + "0302ff00".repeat(20) + "0000");
        body("booleans", "booleans of no length", "020100" + "3180" + "0100".repeat(50) + "0000");
        body("times", "times that are none", "020100" + "3180" + "170d39393939393939393939393939".repeat(20) + "0000");
        maker.mail("cms-algorithm-missing", NO_CMS, "no content encryption algorithm", mail(Structures.envelope("")));
        maker.mail(
                "cms-no-recipients",
                "ALGORITHM_REFUSED",
                "nobody to read it, no parameters",
                mail(Structures.envelope(Structures.ALGORITHM + "80084142434445464748")));
    }

    private void body(String name, String recipe, String body) throws Exception {
        maker.mail(
                "cms-" + name,
                NO_CMS,
                recipe,
                mail(Structures.contentInfo(CMSObjectIdentifiers.authEnvelopedData, body)));
    }
}
