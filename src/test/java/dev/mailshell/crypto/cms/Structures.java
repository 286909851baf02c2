package dev.mailshell.crypto.cms;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** CMS structures in hex, all of indefinite length, so that each element of them can be anything. */
final class Structures {

    /** AES-256-GCM, without parameters. */
    static final String ALGORITHM = "300b060960864801650304012e";

    private static final HexFormat HEX = HexFormat.of();

    private Structures() {}

    /** AuthEnvelopedData for nobody, whose EncryptedContentInfo goes on with {@code rest} after its type. */
    static byte[] envelope(String rest) throws IOException {
        return contentInfo(CMSObjectIdentifiers.authEnvelopedData, "020100" + "3100" + innerInfo(rest) + octets(16));
    }

    /** SignedData of nobody, whose EncapsulatedContentInfo goes on with {@code rest} after its type. */
    static byte[] signed(String rest) throws IOException {
        return contentInfo(CMSObjectIdentifiers.signedData, "020101" + "3100" + innerInfo(rest) + "3100");
    }

    static byte[] contentInfo(ASN1ObjectIdentifier type, String body) throws IOException {
        return HEX.parseHex("3080" + hex(type) + "a0803080" + body + "000000000000");
    }

    static String innerInfo(String rest) throws IOException {
        return "3080" + hex(CMSObjectIdentifiers.data) + rest + "0000";
    }

    /** An OCTET STRING of so many zeros. */
    static String octets(int count) {
        return "0484" + String.format(Locale.ROOT, "%08x", count) + "00".repeat(count);
    }

    private static String hex(ASN1ObjectIdentifier type) throws IOException {
        return HEX.formatHex(type.getEncoded());
    }
}
