package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.hex;
import static dev.mailshell.crypto.cms.VectorMaker.indexOf;
import static dev.mailshell.crypto.cms.VectorMaker.mail;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;

/** AuthEnvelopedData for web1 that is wrong in what only its owner could find out. */
final class HostileEnvelopes {

    private static final String REFUSED = "ALGORITHM_REFUSED";
    private static final String BROKEN = "INTEGRITY_FAILED";

    private final HostileVectorMaker maker;
    private byte[] inner;
    private SmimeKeyPair web1;

    HostileEnvelopes(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        inner = VectorMaker.signed(maker.vectors.signature());
        web1 = maker.vectors.key("web1");
        ciphers();
        tags();
        encryptedKeys();
        recipients();
        agreements();
    }

    private void envelope(String name, String expect, String recipe, byte[] der) throws Exception {
        maker.mail("envelope-" + name, expect, recipe, mail(der));
    }

    private void ciphers() throws Exception {
        cipher("ccm", NISTObjectIdentifiers.id_aes256_CCM);
        cipher("cbc", NISTObjectIdentifiers.id_aes256_CBC);
        cipher("gcm-192", NISTObjectIdentifiers.id_aes192_GCM);
        cipher("3des", PKCSObjectIdentifiers.des_EDE3_CBC);
        cipher("rc2", PKCSObjectIdentifiers.RC2_CBC);
        cipher("chacha", PKCSObjectIdentifiers.id_alg_AEADChaCha20Poly1305);
        cipher("none", new ASN1ObjectIdentifier("1.2.3.4"));
        cipher("zlib", PKCSObjectIdentifiers.id_alg_zlibCompress);
    }

    private void cipher(String name, ASN1ObjectIdentifier cipher) throws Exception {
        Recipe recipe = new Recipe();
        recipe.cipher = cipher;
        envelope("cipher-" + name, REFUSED, "AES-256-GCM that is called " + name, recipe.seal(inner, web1));
    }

    private void tags() throws Exception {
        for (int bytes : new int[] {13, 14, 15}) {
            Recipe recipe = new Recipe();
            recipe.tagBytes = bytes;
            envelope("tag-" + bytes, REFUSED, "a tag of " + bytes + " bytes", recipe.seal(inner, web1));
        }
        for (int bytes : new int[] {1, 8, 256}) {
            Recipe recipe = new Recipe();
            recipe.nonceBytes = bytes;
            envelope("nonce-" + bytes, REFUSED, "a nonce of " + bytes + " bytes", recipe.seal(inner, web1));
        }
        byte[] good = new Recipe().seal(inner, web1);
        envelope("tag-empty", BROKEN, "no byte of tag", withTag(good, new byte[0]));
        envelope("tag-zeros", BROKEN, "a tag of zeros", withTag(good, new byte[16]));
        envelope("tag-17", BROKEN, "a tag of 17 bytes", withTag(good, new byte[17]));
        envelope("tag-100", BROKEN, "a tag of 100 bytes", withTag(good, new byte[100]));
    }

    private static byte[] withTag(byte[] der, byte[] tag) throws Exception {
        ASN1Sequence data = data(der);
        return envelope(data.getObjectAt(0), data.getObjectAt(1), data.getObjectAt(2), new DEROctetString(tag));
    }

    private static ASN1Sequence data(byte[] der) {
        ASN1TaggedObject content =
                (ASN1TaggedObject) ASN1Sequence.getInstance(der).getObjectAt(1);
        return ASN1Sequence.getInstance(content, true);
    }

    private static byte[] envelope(org.bouncycastle.asn1.ASN1Encodable... pieces) throws Exception {
        return Recipe.contentInfo(CMSObjectIdentifiers.authEnvelopedData, new DERSequence(pieces));
    }

    private void encryptedKeys() throws Exception {
        for (int length : new int[] {0, 1, 383, 385, 2000}) {
            byte[] key = new byte[length];
            Arrays.fill(key, (byte) 0x7f);
            envelope("key-of-" + length, BROKEN, "an encrypted key of " + length + " bytes", withKey(key));
        }
        byte[] zeros = new byte[384];
        envelope("key-of-zeros", BROKEN, "an encrypted key of zeros", withKey(zeros));
        byte[] ones = new byte[384];
        Arrays.fill(ones, (byte) 0xff);
        envelope("key-beyond-modulus", BROKEN, "an encrypted key beyond the modulus", withKey(ones));
        Recipe shorter = new Recipe();
        shorter.keyBits = 192;
        envelope("key-192", BROKEN, "a key of 192 bits", shorter.seal(inner, web1));
        byte[] pss = new Recipe().seal(inner, web1);
        byte[] oaep = hex("06092a864886f70d010107");
        pss[indexOf(pss, oaep, 0) + oaep.length - 1] = 0x0a;
        envelope("key-with-pss", REFUSED, "a key that is encrypted with a signature algorithm", pss);
    }

    private byte[] withKey(byte[] key) throws Exception {
        ASN1Sequence data = data(new Recipe().seal(inner, web1));
        ASN1Sequence recipient = ASN1Sequence.getInstance(
                ASN1Set.getInstance(data.getObjectAt(1)).getObjectAt(0));
        DERSequence changed = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
            recipient.getObjectAt(0), recipient.getObjectAt(1), recipient.getObjectAt(2), new DEROctetString(key)
        });
        return envelope(data.getObjectAt(0), new DERSet(changed), data.getObjectAt(2), data.getObjectAt(3));
    }

    private void recipients() throws Exception {
        envelope("recipients-200", "NOT_FOR_OUR_KEY", "200 recipients, none of whom we are", recipients(200, "db1"));
        envelope("recipients-none", "NOT_FOR_OUR_KEY", "no recipient at all", recipients(0, "db1"));
        byte[] kek =
                envelopeFor("a280" + "020104" + "3003040101" + ("300b0609608648016503040" + "12d") + "0400" + "0000");
        envelope("recipient-kek", "NOT_FOR_OUR_KEY", "a key that is shared beforehand", kek);
        byte[] password = envelopeFor("a380" + "020100" + "300b060960864801650304012d" + "0400" + "0000");
        envelope("recipient-password", "NOT_FOR_OUR_KEY", "a key from a password", password);
        byte[] other = envelopeFor("a480" + "06032a0304" + "0500" + "0000");
        envelope("recipient-other", "NOT_FOR_OUR_KEY", "a recipient of a kind that nobody knows", other);
    }

    private byte[] recipients(int count, String name) throws Exception {
        ASN1Sequence data = data(new Recipe().seal(inner, maker.vectors.key(name)));
        ASN1EncodableVector all = new ASN1EncodableVector();
        ASN1Sequence recipient = ASN1Sequence.getInstance(
                ASN1Set.getInstance(data.getObjectAt(1)).getObjectAt(0));
        for (int i = 0; i < count; i++) {
            all.add(new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                new ASN1Integer(0),
                recipient.getObjectAt(1),
                recipient.getObjectAt(2),
                new DEROctetString(new byte[i % 8])
            }));
        }
        return envelope(data.getObjectAt(0), new DERSet(all), data.getObjectAt(2), data.getObjectAt(3));
    }

    private byte[] envelopeFor(String recipient) throws Exception {
        return Structures.contentInfo(
                CMSObjectIdentifiers.authEnvelopedData,
                "020100" + "3180" + recipient + "0000" + Structures.innerInfo(gcm() + "8000") + Structures.octets(16));
    }

    private static String gcm() {
        return "301e" + "060960864801650304012e" + "3011" + "040c" + "00".repeat(12) + "020110";
    }

    private void agreements() throws Exception {
        byte[] good = maker.vectors.agreed(inner, "web1-2", CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP);
        int point = indexOf(good, hex("034200" + "04"), 0) + 3;
        point("off-curve", "a point that is not on the curve", good, point, 1, 64, (byte) 0x5a);
        point("zero", "a point of zeros", good, point, 1, 64, (byte) 0);
        point("infinity", "the point at infinity and bytes behind it", good, point, 0, 65, (byte) 0);
        byte otherParity = (byte) (7 - (good[point + 64] & 1));
        point("hybrid", "a point in the hybrid form, for the other root", good, point, 0, 1, otherParity);
        point("compressed", "a compressed point and bytes behind it", good, point, 0, 1, (byte) 2);
        byte[] wrap = good.clone();
        int wrapped = indexOf(wrap, hex("0428"), point) + 2;
        Arrays.fill(wrap, wrapped, wrapped + 40, (byte) 0);
        envelope("agreement-wrapped-zeros", BROKEN, "a wrapped key of zeros", wrap);
    }

    private void point(String name, String recipe, byte[] good, int at, int from, int count, byte with)
            throws Exception {
        byte[] changed = good.clone();
        Arrays.fill(changed, at + from, at + from + count, with);
        envelope("agreement-point-" + name, BROKEN, recipe, changed);
    }
}
