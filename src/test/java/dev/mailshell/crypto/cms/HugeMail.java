package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.HEAD;
import static dev.mailshell.crypto.cms.HostileVectorMaker.bytes;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;

/** Hostile mails that are too large to be kept as files: as large as a mail may be, or as full as a structure may be. */
enum HugeMail {
    HEADER_OF_ONE_LINE("MAIL_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return bytes("X-Long: " + "x".repeat(MEGABYTES) + "\r\n" + HEAD + "\r\n");
        }
    },
    HEADER_OF_CONTINUATIONS("MAIL_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return bytes("X: y\r\n" + " \r\n".repeat(MEGABYTES / 3) + HEAD + "\r\n");
        }
    },
    BODY_OF_ONE_LINE("NOT_ENCRYPTED") {
        @Override
        byte[] make(VectorMaker maker) {
            return bytes(HEAD + "\r\n" + "x".repeat(MEGABYTES));
        }
    },
    BODY_OF_10000_PARTS("MAIL_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return bytes(HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n".repeat(10_000));
        }
    },
    BASE64_OF_ONE_LINE("CMS_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return encoded("base64", "A".repeat(MEGABYTES));
        }
    },
    BASE64_OF_WHITE_SPACE("CMS_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return encoded("base64", "\r\n".repeat(MEGABYTES / 2));
        }
    },
    QUOTED_PRINTABLE_OF_LINE_ENDS("CMS_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return encoded("quoted-printable", "\n".repeat(MEGABYTES));
        }
    },
    QUOTED_PRINTABLE_OF_SOFT_ENDS("CMS_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) {
            return encoded("quoted-printable", "=\n".repeat(MEGABYTES / 2));
        }
    },
    RECIPIENTS("NOT_FOR_OUR_KEY") {
        @Override
        byte[] make(VectorMaker maker) throws Exception {
            ASN1EncodableVector all = new ASN1EncodableVector();
            for (int i = 0; i < 1_000; i++) {
                all.add(recipient(i));
            }
            ASN1EncodableVector content = new ASN1EncodableVector();
            content.add(CMSObjectIdentifiers.data);
            content.add(
                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_GCM, new GCMParameters(new byte[12], 16)));
            content.add(new DERTaggedObject(false, 0, new DEROctetString(new byte[1])));
            ASN1EncodableVector data = new ASN1EncodableVector();
            data.add(new ASN1Integer(0));
            data.add(new DERSet(all));
            data.add(new DERSequence(content));
            data.add(new DEROctetString(new byte[16]));
            return VectorMaker.mail(Recipe.contentInfo(CMSObjectIdentifiers.authEnvelopedData, new DERSequence(data)));
        }
    },
    SIGNED_MULTIPART_OF_LINE_ENDS("MAIL_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) throws Exception {
            return maker.sealed(bytes(DETACHED + "\n".repeat(MEGABYTES * 2 / 3)));
        }
    },
    SIGNED_MULTIPART_OF_10000_PARTS("MAIL_MALFORMED") {
        @Override
        byte[] make(VectorMaker maker) throws Exception {
            return maker.sealed(bytes(DETACHED + "--b\r\n\r\n".repeat(10_000) + "--b--\r\n"));
        }
    },
    COMPRESSED("NOT_SIGNED") {
        @Override
        byte[] make(VectorMaker maker) throws Exception {
            byte[] der = new CMSCompressedDataGenerator()
                    .generate(new CMSProcessableByteArray(new byte[MEGABYTES * 2]), new ZlibCompressor())
                    .getEncoded();
            return maker.sealed(Recipe.mime(
                    "Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z\r\n", der));
        }
    };

    /** The size of most of them, the limit for a mail in the settings of a new home. */
    private static final int MEGABYTES = 10_000_000;

    private static final String DETACHED =
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\r\n\r\n";

    private final String expect;

    HugeMail(String expect) {
        this.expect = expect;
    }

    String expect() {
        return expect;
    }

    abstract byte[] make(VectorMaker maker) throws Exception;

    private static byte[] encoded(String encoding, String body) {
        return bytes(HEAD + VectorMaker.OUTER + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + body);
    }

    private static DERSequence recipient(int number) {
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(new ASN1Integer(0));
        info.add(new IssuerAndSerialNumber(new X500Name("CN=web1"), BigInteger.valueOf(number)));
        info.add(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP));
        info.add(new DEROctetString(new byte[1]));
        return new DERSequence(info);
    }
}
