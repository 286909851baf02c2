package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.VectorMaker.hex;
import static dev.mailshell.crypto.cms.VectorMaker.indexOf;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** SignedData that names alice as its signer and was not made by her, or not as we do it. Anybody can encrypt it for web1. */
final class HostileSignatures {

    private static final String INVALID = "SIGNATURE_INVALID";
    private static final String REFUSED = "ALGORITHM_REFUSED";
    private static final String NO_CMS = "CMS_MALFORMED";
    /** Where in a SignerInfo. */
    private static final int SIGNER = 1;

    private static final int DIGEST = 2;
    private static final int ATTRIBUTES = 3;
    private static final int ALGORITHM = 4;
    private static final int SIGNATURE = 5;

    private final HostileVectorMaker maker;
    private byte[] rsa;
    private byte[] ec;

    HostileSignatures(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        rsa = maker.vectors.signature();
        ec = maker.vectors.ecSignature(maker.vectors.entity);
        values();
        algorithms();
        attributes();
        signers();
        around();
    }

    private void signature(String name, String expect, String recipe, byte[] der) throws Exception {
        maker.sealed("signature-" + name, expect, recipe, signed(der));
    }

    private void values() throws Exception {
        value("empty", "no byte of signature", rsa, new byte[0]);
        value("zeros", "an RSA signature of zeros", rsa, new byte[384]);
        value("one", "an RSA signature that is 1", rsa, last(384, 1));
        value("short", "an RSA signature of 383 bytes", rsa, new byte[383]);
        value("long", "an RSA signature of 10 KB", rsa, new byte[10_000]);
        byte[] ones = new byte[384];
        Arrays.fill(ones, (byte) 0xff);
        value("beyond-modulus", "an RSA signature beyond the modulus", rsa, ones);
        // CVE-2022-21449.
        value("psychic", "an ECDSA signature of zeros", ec, hex("3006020100020100"));
        value("psychic-one", "an ECDSA signature of ones", ec, hex("3006020101020101"));
        value(
                "ecdsa-order",
                "an ECDSA signature whose r is the order of the curve",
                ec,
                hex("3026" + "022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551" + "020101"));
        value("ecdsa-negative", "an ECDSA signature of negative numbers", ec, hex("30060201ff0201ff"));
        value("ecdsa-nothing", "an ECDSA signature of no numbers", ec, hex("3000"));
        value("ecdsa-garbage", "an ECDSA signature that is no sequence", ec, hex("deadbeef"));
        value(
                "ecdsa-huge",
                "an ECDSA signature of a number of 8 KB",
                ec,
                hex("308220080282" + "2000" + "7f".repeat(0x2000) + "020101"));
    }

    private static byte[] last(int length, int value) {
        byte[] bytes = new byte[length];
        bytes[length - 1] = (byte) value;
        return bytes;
    }

    private void value(String name, String recipe, byte[] der, byte[] value) throws Exception {
        signature("value-" + name, INVALID, recipe, with(der, SIGNATURE, new DEROctetString(value)));
    }

    private void algorithms() throws Exception {
        algorithm("md5", new AlgorithmIdentifier(PKCSObjectIdentifiers.md5WithRSAEncryption, DERNull.INSTANCE));
        algorithm("sha1-rsa", new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE));
        algorithm("rsa-plain", new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE));
        algorithm("pss-defaults", new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new DERSequence()));
        algorithm("ed25519", new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")));
        algorithm("hmac", new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256));
        algorithm("nobodys", new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4")));
        algorithm("no-parameters", new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS));
        signature(
                "algorithm-ecdsa-for-rsa",
                INVALID,
                "ECDSA said of a key that is RSA",
                with(rsa, ALGORITHM, new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"))));
        signature(
                "digest-md5",
                REFUSED,
                "MD5 as digest of the signer",
                with(rsa, DIGEST, new AlgorithmIdentifier(PKCSObjectIdentifiers.md5)));
        signature(
                "digest-sha1",
                REFUSED,
                "SHA-1 as digest of the signer",
                with(rsa, DIGEST, new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)));
        signature(
                "digest-sha512",
                REFUSED,
                "SHA-512 as digest of a signer that signed SHA-256",
                with(rsa, DIGEST, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512)));
    }

    private void algorithm(String name, AlgorithmIdentifier algorithm) throws Exception {
        signature("algorithm-" + name, REFUSED, "another algorithm than the signer's", with(rsa, ALGORITHM, algorithm));
    }

    private void attributes() throws Exception {
        signature(
                "attributes-none",
                INVALID,
                "an empty set of signed attributes",
                with(rsa, ATTRIBUTES, attributes(new ASN1EncodableVector())));
        ASN1EncodableVector twice = new ASN1EncodableVector();
        for (int i = 0; i < 2; i++) {
            twice.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(new byte[32]))));
        }
        signature(
                "attributes-digest-twice",
                INVALID,
                "two digests among the signed attributes",
                with(rsa, ATTRIBUTES, attributes(twice)));
        ASN1EncodableVector many = new ASN1EncodableVector();
        for (int i = 0; i < 1000; i++) {
            many.add(new Attribute(new ASN1ObjectIdentifier("1.2.3." + i), new DERSet(DERNull.INSTANCE)));
        }
        signature("attributes-1000", INVALID, "1000 signed attributes", with(rsa, ATTRIBUTES, attributes(many)));
        ASN1EncodableVector time = new ASN1EncodableVector();
        time.add(new Attribute(CMSAttributes.signingTime, new DERSet(new DERUTCTime("991399999999Z"))));
        signature(
                "attributes-time-absurd",
                NO_CMS,
                "a signing time that is none",
                with(rsa, ATTRIBUTES, attributes(time)));
        ASN1EncodableVector empty = new ASN1EncodableVector();
        empty.add(new Attribute(CMSAttributes.contentType, new DERSet()));
        empty.add(new Attribute(CMSAttributes.messageDigest, new DERSet()));
        signature(
                "attributes-empty",
                INVALID,
                "signed attributes without a value",
                with(rsa, ATTRIBUTES, attributes(empty)));
    }

    private static ASN1Encodable attributes(ASN1EncodableVector attributes) {
        return new DERTaggedObject(false, 0, new DERSet(attributes));
    }

    private void signers() throws Exception {
        signature(
                "signer-key-identifier-empty",
                "SIGNER_UNKNOWN",
                "a signer with an empty key identifier",
                with(rsa, SIGNER, new DERTaggedObject(false, 0, new DEROctetString(new byte[0]))));
        signature(
                "signer-key-identifier-huge",
                "SIGNER_UNKNOWN",
                "a signer with a key identifier of 20 KB",
                with(rsa, SIGNER, new DERTaggedObject(false, 0, new DEROctetString(new byte[20_000]))));
        signature("signer-null", NO_CMS, "a signer that is null", with(rsa, SIGNER, DERNull.INSTANCE));
        ASN1Encodable bob = signer(new SignRecipe()
                        .by(maker.vectors.key("bob"), VectorMaker.ECDSA)
                        .sign(maker.vectors.entity))
                .getObjectAt(SIGNER);
        signature("signer-is-bob", INVALID, "alice's signature in the name of bob", with(ec, SIGNER, bob));
        for (int count : new int[] {2, 100}) {
            signature(
                    "signers-" + count,
                    "SIGNER_COUNT",
                    count + " times the same signer",
                    rebuild(rsa, signer -> new DERSet(repeat(signer, count))));
        }
        signature(
                "signers-of-nulls",
                NO_CMS,
                "signers that are nulls",
                rebuild(rsa, signer -> new DERSet(repeat(DERNull.INSTANCE, 3))));
        signature(
                "version-huge",
                INVALID,
                "a signer of version 2^4000",
                with(
                        with(rsa, 0, new ASN1Integer(java.math.BigInteger.ONE.shiftLeft(4000))),
                        SIGNATURE,
                        new DEROctetString(new byte[384])));
    }

    private static ASN1EncodableVector repeat(ASN1Encodable one, int count) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int i = 0; i < count; i++) {
            all.add(one);
        }
        return all;
    }

    private void around() throws Exception {
        byte[] digests = rsa.clone();
        int at = indexOf(digests, hex("0609608648016503040201"), 0) + 10;
        digests[at] = 4;
        signature("digest-of-another-kind", REFUSED, "SHA-224 as digest of the content", digests);
        byte[] stranger = new SignRecipe()
                .by(maker.vectors.key("mallory"), VectorMaker.ECDSA)
                .sign(rsa);
        signature("in-signature", "SIGNER_UNKNOWN", "alice's message signed by mallory", stranger);
        signature(
                "is-an-envelope",
                NO_CMS,
                "an envelope that says it is signed",
                new Recipe().seal(maker.vectors.entity, maker.vectors.key("web1")));
        signature("digests-none", INVALID, "no digest named before the content", without(rsa));
    }

    private static byte[] without(byte[] der) throws Exception {
        ASN1Sequence data = data(der);
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int i = 0; i < data.size(); i++) {
            all.add(i == 1 ? new DERSet() : data.getObjectAt(i));
        }
        return Recipe.contentInfo(CMSObjectIdentifiers.signedData, new DERSequence(all));
    }

    private static ASN1Sequence data(byte[] der) {
        return ASN1Sequence.getInstance(
                (ASN1TaggedObject) ASN1Sequence.getInstance(der).getObjectAt(1), true);
    }

    private static ASN1Sequence signer(byte[] der) {
        ASN1Sequence data = data(der);
        return ASN1Sequence.getInstance(
                ASN1Set.getInstance(data.getObjectAt(data.size() - 1)).getObjectAt(0));
    }

    /** The same with another piece of its SignerInfo. */
    private static byte[] with(byte[] der, int index, ASN1Encodable piece) throws Exception {
        return rebuild(der, signer -> {
            ASN1EncodableVector all = new ASN1EncodableVector();
            for (int i = 0; i < ASN1Sequence.getInstance(signer).size(); i++) {
                all.add(i == index ? piece : ASN1Sequence.getInstance(signer).getObjectAt(i));
            }
            return new DERSet(new DERSequence(all));
        });
    }

    private static byte[] rebuild(byte[] der, UnaryOperator<ASN1Encodable> signers) throws Exception {
        ASN1Sequence data = data(der);
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int i = 0; i < data.size() - 1; i++) {
            all.add(data.getObjectAt(i));
        }
        all.add(signers.apply(signer(der)));
        return Recipe.contentInfo(CMSObjectIdentifiers.signedData, new DERSequence(all));
    }
}
