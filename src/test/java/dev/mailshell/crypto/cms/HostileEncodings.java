package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.HEAD;

import java.nio.charset.StandardCharsets;

/** Transfer encodings of a sealed mail that do not hold what they say. */
final class HostileEncodings {

    private static final String MALFORMED = "MAIL_MALFORMED";
    private static final String NO_CMS = "CMS_MALFORMED";
    private static final String FIELD = "Content-Transfer-Encoding: base64\r\n";

    private final HostileVectorMaker maker;

    HostileEncodings(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        names();
        base64();
        quotedPrintable();
    }

    private void names() throws Exception {
        String mail = maker.strangerText();
        encoding("upper-case", "SIGNER_UNKNOWN", "BASE64", mail);
        encoding("folded", "SIGNER_UNKNOWN", "\r\n base64", mail);
        encoding("empty", MALFORMED, "", mail);
        encoding("two-words", MALFORMED, "base64 base64", mail);
        encoding("list", MALFORMED, "base64, 7bit", mail);
        encoding("comment", MALFORMED, "base64 (really)", mail);
        encoding("quoted", MALFORMED, "\"base64\"", mail);
        encoding("gzip", MALFORMED, "x-gzip64", mail);
        encoding("uuencode", MALFORMED, "x-uuencode", mail);
        encoding("7bit", NO_CMS, "7bit", mail);
        encoding("8bit", NO_CMS, "8bit", mail);
        encoding("binary", NO_CMS, "binary", mail);
        encoding("quoted-printable", NO_CMS, "quoted-printable", mail.replaceAll("=+\r\n$", "\r\n"));
        maker.mail(
                "encoding-missing", NO_CMS, "a mail of mallory without its transfer encoding", mail.replace(FIELD, ""));
        maker.mail(
                "encoding-conflict",
                MALFORMED,
                "a mail of mallory with a second transfer encoding",
                mail.replace(FIELD, FIELD + FIELD.replace("base64", "7bit")));
        maker.mail(
                "encoding-same-twice",
                MALFORMED,
                "a mail of mallory with its transfer encoding twice",
                mail.replace(FIELD, FIELD + FIELD));
    }

    private void encoding(String name, String expect, String value, String mail) throws Exception {
        maker.mail(
                "encoding-" + name,
                expect,
                "a mail of mallory whose transfer encoding was changed",
                mail.replace(FIELD, FIELD.replace(" base64", value.startsWith("\r") ? value : " " + value)));
    }

    private void base64() throws Exception {
        String mail = maker.strangerText();
        int body = mail.indexOf("\r\n\r\n") + 4;
        int middle = body + 780;
        base64(
                "spaces",
                "SIGNER_UNKNOWN",
                "white space between",
                mail.substring(0, body) + mail.substring(body).replace("\r\n", " \t \r\n\r\n"));
        base64("padding-in-the-middle", MALFORMED, "padding in the middle", insert(mail, middle, "=="));
        base64("after-padding", MALFORMED, "more after the padding", mail + "AAAA\r\n");
        base64("one-left", MALFORMED, "one character too many", insert(mail, middle, "A"));
        base64("two-left", MALFORMED, "two characters too many", insert(mail, middle, "AB"));
        base64("url-alphabet", MALFORMED, "characters of the URL alphabet", insert(mail, middle, "-_-_"));
        base64("nul", MALFORMED, "a NUL", insert(mail, middle, "\0\0\0\0"));
        base64("8-bit", MALFORMED, "bytes above 127", insert(mail, middle, "\u00c3\u00a4\u00c3\u00a4"));
        base64("not-breaking-space", MALFORMED, "white space that is not ASCII", insert(mail, middle, "\u00a0"));
        base64("comment", MALFORMED, "a line that is no base64", insert(mail, middle, "\r\n# comment\r\n"));
        base64("cut-in-the-middle", NO_CMS, "cut at a group of four", mail.substring(0, body + 78 * 10));
        base64("cut-in-a-group", MALFORMED, "cut within a group of four", mail.substring(0, body + 78 * 10 + 3));
        base64("only-padding", MALFORMED, "nothing but padding", mail.substring(0, body) + "====\r\n");
        base64("empty-lines", NO_CMS, "nothing but empty lines", mail.substring(0, body) + "\r\n".repeat(200));
        base64(
                "zeros",
                NO_CMS,
                "nothing but zero bytes",
                mail.substring(0, body) + ("A".repeat(76) + "\r\n").repeat(20));
        base64(
                "twice",
                NO_CMS,
                "base64 of base64",
                mail.substring(0, body)
                        + new String(
                                Recipe.base64(HostileVectorMaker.bytes(mail.substring(body))),
                                StandardCharsets.ISO_8859_1));
    }

    private static String insert(String mail, int at, String what) {
        return mail.substring(0, at) + what + mail.substring(at);
    }

    private void base64(String name, String expect, String recipe, String mail) throws Exception {
        maker.mail("base64-" + name, expect, "a mail of mallory with " + recipe, mail);
    }

    private void quotedPrintable() throws Exception {
        quotedPrintable("no-hex", MALFORMED, "=ZZ=");
        quotedPrintable("cut", MALFORMED, "=3");
        quotedPrintable("half", MALFORMED, "=3\r\n0");
        quotedPrintable("8-bit", MALFORMED, "=30=80\u00ff");
        quotedPrintable("nul", MALFORMED, "=30\0");
        quotedPrintable("long-line", MALFORMED, "=30".repeat(2000));
        quotedPrintable("soft-ends", NO_CMS, "=\r\n".repeat(2000));
        quotedPrintable("cms", NO_CMS, "=30=80=06=0B=2A");
        quotedPrintable("empty", NO_CMS, "");
    }

    private void quotedPrintable(String name, String expect, String body) throws Exception {
        maker.mail(
                "quoted-printable-" + name,
                expect,
                "quoted-printable that is none, or no CMS",
                HEAD + VectorMaker.OUTER + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + body);
    }
}
