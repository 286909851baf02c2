package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.Recipe.join;
import static dev.mailshell.crypto.cms.Recipe.mime;
import static dev.mailshell.crypto.cms.VectorMaker.OUTER;
import static dev.mailshell.crypto.cms.VectorMaker.PSS;
import static dev.mailshell.crypto.cms.VectorMaker.SIGNED;
import static dev.mailshell.crypto.cms.VectorMaker.cut;
import static dev.mailshell.crypto.cms.VectorMaker.head;
import static dev.mailshell.crypto.cms.VectorMaker.multipart;
import static dev.mailshell.crypto.cms.VectorMaker.replace;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.util.Arrays;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;

/** Mails that are encrypted as they should be, and hold no proper signed message. */
final class InsideVectors {

    private final VectorMaker maker;

    InsideVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        byte[] der = maker.signature();
        maker.cms("not-signed", "NOT_SIGNED", "encrypted, not signed", maker.sealed(maker.entity));
        maker.cms(
                "compressed",
                "NOT_SIGNED",
                "compressed-data around the signed entity",
                maker.sealed(compressed(signed(der))));
        maker.cms(
                "signed-label-wrong",
                "NOT_SIGNED",
                "signed-data labelled certs-only",
                maker.sealed(mime(SIGNED.replace("signed-data", "certs-only"), der)));
        maker.cms(
                "multipart-around-signed",
                "NOT_SIGNED",
                "a multipart/mixed around the signed-data",
                maker.sealed(Arrays.copyOfRange(multipart(signed(der)), head().length, multipart(signed(der)).length)));
        maker.cms(
                "encrypted-twice",
                "NOT_SIGNED",
                "good-rsa encrypted again",
                maker.sealed(mime(OUTER, new Recipe().seal(signed(der), maker.key("web1")))));
        maker.cms(
                "duplicate-header-inside",
                "MAIL_MALFORMED",
                "Content-Type twice inside",
                maker.sealed(join(ascii("Content-Type: text/plain\r\n"), signed(der))));
        maker.cms(
                "no-header-end-inside",
                "MAIL_MALFORMED",
                "one line inside",
                maker.sealed(ascii("Content-Type: text/plain")));
        maker.cms(
                "trailing-bytes-inside",
                "CMS_MALFORMED",
                "a zero byte after the SignedData",
                maker.sealed(signed(join(der, new byte[1]))));
        maker.cms(
                "truncated-inside",
                "CMS_MALFORMED",
                "SignedData without its last byte",
                maker.sealed(signed(cut(der, 1))));
        SignRecipe empty = new SignRecipe().by(maker.key("alice"), PSS);
        empty.encapsulate = false;
        maker.cms(
                "nothing-signed",
                "CMS_MALFORMED",
                "signed-data without content",
                maker.sealed(signed(empty.sign(maker.entity))));
        SignRecipe type = new SignRecipe().by(maker.key("alice"), PSS);
        type.contentType = CMSObjectIdentifiers.compressedData;
        maker.cms(
                "signed-content-not-data",
                "CMS_MALFORMED",
                "compressedData as type of the signed content",
                maker.sealed(signed(type.sign(maker.entity))));
        maker.cms(
                "multipart-signed-three-parts",
                "MAIL_MALFORMED",
                "a third part in multipart/signed",
                maker.sealed(replace(
                        maker.detached(maker.entity, maker.entity),
                        "--b1--",
                        "--b1\r\nContent-Type: text/plain\r\n\r\nx\r\n--b1--")));
        maker.cms(
                "multipart-signed-not-closed",
                "MAIL_MALFORMED",
                "multipart/signed without its closing delimiter",
                maker.sealed(replace(maker.detached(maker.entity, maker.entity), "--b1--", "")));
    }

    private static byte[] compressed(byte[] inner) throws Exception {
        byte[] der = new CMSCompressedDataGenerator()
                .generate(new CMSProcessableByteArray(inner), new ZlibCompressor())
                .getEncoded();
        return mime("Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z\r\n", der);
    }
}
