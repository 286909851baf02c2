package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.Recipe.base64;
import static dev.mailshell.crypto.cms.Recipe.join;
import static dev.mailshell.crypto.cms.Recipe.mime;
import static dev.mailshell.crypto.cms.VectorMaker.OUTER;
import static dev.mailshell.crypto.cms.VectorMaker.cut;
import static dev.mailshell.crypto.cms.VectorMaker.head;
import static dev.mailshell.crypto.cms.VectorMaker.hex;
import static dev.mailshell.crypto.cms.VectorMaker.mail;
import static dev.mailshell.crypto.cms.VectorMaker.replace;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.util.Arrays;

/** Mails whose fault is outside of what is encrypted. */
final class OutsideVectors {

    private final VectorMaker maker;

    OutsideVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        byte[] der = new Recipe().seal(signed(maker.signature()), maker.key("web1"));
        maker.cms(
                "plain-text",
                "NOT_ENCRYPTED",
                "a text/plain mail",
                join(head(), ascii("Content-Type: text/plain\r\n\r\n@web1\r\n\r\nuptime\r\n")));
        maker.cms(
                "no-content-type",
                "NOT_ENCRYPTED",
                "good-rsa without Content-Type",
                join(head(), ascii("Content-Transfer-Encoding: base64\r\n\r\n"), base64(der)));
        maker.cms("signed-only", "NOT_ENCRYPTED", "signed, not encrypted", join(head(), signed(maker.signature())));
        maker.cms(
                "wrong-smime-type",
                "NOT_ENCRYPTED",
                "good-rsa labelled enveloped-data",
                join(head(), mime(OUTER.replace("authEnveloped-data", "enveloped-data"), der)));
        maker.cms(
                "wrong-content-type",
                "NOT_ENCRYPTED",
                "good-rsa labelled application/octet-stream",
                join(head(), mime("Content-Type: application/octet-stream; smime-type=authEnveloped-data\r\n", der)));
        maker.cms(
                "duplicate-content-type",
                "MAIL_MALFORMED",
                "good-rsa with Content-Type twice",
                join(head(), ascii("Content-Type: text/plain\r\n"), mime(OUTER, der)));
        maker.cms(
                "duplicate-transfer-encoding",
                "MAIL_MALFORMED",
                "good-rsa with Content-Transfer-Encoding twice",
                join(head(), ascii("Content-Transfer-Encoding: 7bit\r\n"), mime(OUTER, der)));
        maker.cms(
                "unknown-transfer-encoding",
                "MAIL_MALFORMED",
                "good-rsa in x-uuencode",
                replace(mail(der), "Encoding: base64", "Encoding: x-uuencode"));
        maker.cms(
                "footer-after-base64",
                "MAIL_MALFORMED",
                "good-rsa with a line that a list added",
                join(mail(der), ascii("-- \r\nsent by a list\r\n")));
        maker.cms(
                "base64-cut", "MAIL_MALFORMED", "good-rsa without the last 5 characters of base64", cut(mail(der), 7));
        maker.cms(
                "header-only",
                "MAIL_MALFORMED",
                "the header without the empty line after it",
                join(head(), ascii(OUTER)));
        maker.cms(
                "header-too-large",
                "MAIL_MALFORMED",
                "good-rsa with 70 KB of header",
                join(ascii("X-Long: " + "x".repeat(70_000) + "\r\n"), mail(der)));
        maker.cms("not-cms", "CMS_MALFORMED", "text in base64", mail(ascii("this is not CMS")));
        maker.cms("empty-body", "CMS_MALFORMED", "no body", join(head(), mime(OUTER, new byte[0])));
        maker.cms(
                "truncated",
                "CMS_MALFORMED",
                "good-rsa without its last 40 bytes",
                mail(Arrays.copyOf(der, der.length - 40)));
        maker.cms(
                "trailing-bytes",
                "CMS_MALFORMED",
                "good-rsa with one zero byte after it",
                mail(join(der, new byte[1])));
        maker.cms(
                "nested-too-deep",
                "CMS_MALFORMED",
                "5000 sequences in each other",
                mail(hex("3080".repeat(5000) + "0000".repeat(5000))));
        maker.cms(
                "length-beyond-file",
                "CMS_MALFORMED",
                "an OCTET STRING of 2 GiB that is not there",
                mail(hex("3084ffffffff06010004847fffffff")));
    }
}
