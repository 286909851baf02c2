package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.bytes;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;

/** What anybody can encrypt for web1: something other than a signed message, or one that is put together wrongly. */
final class HostileMultiparts {

    private static final String MALFORMED = "MAIL_MALFORMED";
    private static final String UNKNOWN = "SIGNER_UNKNOWN";
    private static final String UNSIGNED = "NOT_SIGNED";

    private final HostileVectorMaker maker;
    private String good;

    HostileMultiparts(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        good = new String(detachedByMallory(), StandardCharsets.ISO_8859_1);
        boundaries();
        delimiters();
        parts();
        unsigned();
        bombs();
    }

    private byte[] detachedByMallory() throws Exception {
        SignRecipe recipe = new SignRecipe().by(maker.vectors.key("mallory"), VectorMaker.ECDSA);
        recipe.encapsulate = false;
        return Recipe.join(
                bytes("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256;"
                        + " boundary=\"b1\"\r\n\r\n--b1\r\n"),
                maker.vectors.entity,
                bytes("\r\n--b1\r\n"),
                Recipe.mime(
                        "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n",
                        recipe.sign(maker.vectors.entity)),
                bytes("\r\n--b1--\r\n"));
    }

    private void change(String name, String expect, String recipe, String... changes) throws Exception {
        String changed = good;
        for (int i = 0; i < changes.length; i += 2) {
            if (!changed.contains(changes[i])) {
                throw new IllegalStateException("nothing to change for " + name);
            }
            changed = changed.replace(changes[i], changes[i + 1]);
        }
        maker.sealed("multipart-" + name, expect, "multipart/signed of mallory, " + recipe, bytes(changed));
    }

    private void boundaries() throws Exception {
        change("as-it-should-be", UNKNOWN, "as it should be");
        change("boundary-missing", MALFORMED, "without a boundary", "; boundary=\"b1\"", "");
        change("boundary-empty", MALFORMED, "with an empty boundary", "\"b1\"", "\"\"");
        change("boundary-twice", MALFORMED, "with a second boundary", "\"b1\"", "\"b1\"; boundary=\"b2\"");
        change("boundary-other", MALFORMED, "with another boundary", "\"b1\"", "\"b2\"");
        change("boundary-other-case", MALFORMED, "with its boundary in upper case", "\"b1\"", "\"B1\"");
        change("boundary-70", UNKNOWN, "with a boundary of 70 characters", "b1", "b".repeat(70));
        change("boundary-71", MALFORMED, "with a boundary of 71 characters", "b1", "b".repeat(71));
        change("boundary-star", MALFORMED, "with an asterisk in its boundary", "b1", "b*");
        change("boundary-space-at-end", MALFORMED, "with white space at the end of its boundary", "\"b1\"", "\"b1 \"");
        change(
                "boundary-2231",
                UNKNOWN,
                "with its boundary in two pieces",
                "boundary=\"b1\"",
                "boundary*0=b; boundary*1=1");
        change("boundary-dashes", UNKNOWN, "with a boundary of dashes", "b1", "--");
        change(
                "boundary-prefix",
                MALFORMED,
                "with a line that continues its boundary",
                "{\"v\"",
                "\r\n--b10\r\n{\"v\"");
    }

    private void delimiters() throws Exception {
        change("not-closed", MALFORMED, "without its last delimiter", "--b1--", "");
        change("closed-early", MALFORMED, "closed after the first part", "}\r\n--b1\r\n", "}\r\n--b1--\r\n");
        change("never-opened", MALFORMED, "with nothing but its last delimiter", "--b1\r\n", "");
        change("closed-twice", UNKNOWN, "closed twice", "--b1--", "--b1--\r\n--b1--");
        change("epilogue", UNKNOWN, "with a command behind its end", "--b1--", "--b1--\r\n@web1\r\n\r\nreboot\r\n");
        change(
                "preamble",
                UNKNOWN,
                "with a command before its begin",
                "\r\n\r\n--b1\r\nContent-Type: application/vnd",
                "\r\n\r\n@web1\r\n\r\nreboot\r\n--b1\r\nContent-Type: application/vnd");
        change("delimiter-white-space", UNKNOWN, "with white space behind its delimiters", "--b1\r\n", "--b1 \t \r\n");
        change(
                "delimiter-long-white-space",
                MALFORMED,
                "with 5000 blanks behind a delimiter",
                "--b1--",
                "--b1" + " ".repeat(5000) + "x--");
        change("delimiter-nul", MALFORMED, "with NULs in its delimiters", "--b1\r\n", "--b1\0\r\n");
        change("cr-only", MALFORMED, "its lines end with CR", "\r\n", "\r");
        change("lf-only", UNKNOWN, "its lines end with LF", "\r\n", "\n");
        change(
                "delimiter-in-header",
                MALFORMED,
                "with a delimiter in a header",
                "name=smime.p7s\r\n",
                "name=smime.p7s\r\n--b1\r\n");
    }

    private void parts() throws Exception {
        String part = "--b1\r\n\r\n";
        change("parts-64", MALFORMED, "with 64 parts", "--b1--", part.repeat(62) + "--b1--");
        change("parts-65", MALFORMED, "with 65 parts", "--b1--", part.repeat(63) + "--b1--");
        change("part-empty", MALFORMED, "with a part of no byte", "--b1--", "--b1\r\n--b1--");
        change("part-of-a-line-end", MALFORMED, "with a part of one line end", "--b1--", "--b1\r\n\r\n--b1--");
        change(
                "part-without-header-end",
                MALFORMED,
                "with a part that is a line",
                "--b1--",
                "--b1\r\nuptime\r\n--b1--");
        change(
                "signature-first",
                MALFORMED,
                "with its type as second and its signature as first part",
                "application/pkcs7-signature; name",
                "text/plain; name");
        change(
                "signature-type-twice",
                MALFORMED,
                "with two types of its signature",
                "Content-Type: application/pkcs7-signature",
                "Content-Type: text/plain\r\nContent-Type: application/pkcs7-signature");
        change(
                "signature-is-base64-garbage",
                MALFORMED,
                "with garbage as signature",
                "Encoding: base64\r\n\r\n",
                "Encoding: base64\r\n\r\n!!!!");
        change(
                "signature-is-empty",
                "CMS_MALFORMED",
                "with another encoding of its signature",
                "Encoding: base64",
                "Encoding: 7bit");
        change(
                "x-signature",
                MALFORMED,
                "with the old name of its signature's type",
                "Content-Type: application/pkcs7-",
                "Content-Type: application/x-pkcs7-");
        change("protocol-missing", UNSIGNED, "without its protocol", " protocol=\"application/pkcs7-signature\";", "");
        change(
                "protocol-pgp",
                UNSIGNED,
                "with the protocol of OpenPGP",
                "protocol=\"application/pkcs7",
                "protocol=\"application/pgp");
    }

    private void unsigned() throws Exception {
        String deep =
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\r\n\r\n--b\r\n";
        maker.sealed("multipart-signed-in-signed", MALFORMED, "multipart/signed in each other", bytes(deep.repeat(30)));
        unsigned("text", UNSIGNED, "a text", "Content-Type: text/plain\r\n\r\n@web1\r\n\r\nuptime\r\n");
        unsigned("html", UNSIGNED, "HTML", "Content-Type: text/html\r\n\r\n<img src=http://mallory.test>");
        unsigned("empty", MALFORMED, "nothing", "");
        unsigned("line-end", UNSIGNED, "a line end", "\r\n");
        unsigned("nuls", MALFORMED, "NULs", "\0".repeat(3000));
        unsigned(
                "camel",
                UNSIGNED,
                "headers that a component of Camel obeys",
                "CamelExecCommandExecutable: /usr/bin/touch\r\nCamelExecCommandArgs: /tmp/pwned\r\n\r\nx");
        unsigned(
                "rfc822", UNSIGNED, "a mail of mallory", "Content-Type: message/rfc822\r\n\r\n" + maker.strangerText());
        unsigned(
                "partial",
                UNSIGNED,
                "a piece of a mail",
                "Content-Type: message/partial; id=a; number=1; total=2\r\n\r\nx");
        unsigned(
                "external",
                UNSIGNED,
                "a body that is a file of ours",
                "Content-Type: message/external-body; access-type=local-file; name=\"/etc/shadow\"\r\n\r\n");
        unsigned("type-twice", MALFORMED, "two types", "Content-Type: text/plain\r\ncontent-type: text/html\r\n\r\nx");
        unsigned("fields-201", MALFORMED, "201 fields", "X: y\r\n".repeat(201) + "\r\nx");
        unsigned("json", UNSIGNED, "a command that nobody signed", VectorMaker.ENTITY_HEADER + VectorMaker.GOOD);
        unsigned("signed-label", "CMS_MALFORMED", "text that says it is signed", VectorMaker.SIGNED + "\r\nMIAG");
        unsigned("mail-of-stranger", UNSIGNED, "a mail of mallory that is encrypted again", maker.strangerText());
    }

    private void unsigned(String name, String expect, String recipe, String inner) throws Exception {
        maker.sealed("inside-" + name, expect, recipe, bytes(inner));
    }

    private void bombs() throws Exception {
        byte[] bomb = new byte[4_000_000];
        for (int i = 0; i < 2; i++) {
            bomb = new CMSCompressedDataGenerator()
                    .generate(new CMSProcessableByteArray(bomb), new ZlibCompressor())
                    .getEncoded();
        }
        String type = "Content-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z\r\n";
        maker.sealed("bomb-zlib", UNSIGNED, "4 MB of zeros, compressed twice", Recipe.mime(type, bomb));
        maker.sealed(
                "bomb-called-signed",
                "CMS_MALFORMED",
                "the same, called signed-data",
                Recipe.mime(VectorMaker.SIGNED, bomb));
        maker.mail(
                "bomb-outside",
                "NOT_ENCRYPTED",
                "4 MB of zeros, compressed twice",
                Recipe.join(VectorMaker.head(), Recipe.mime(type, bomb)));
        maker.mail(
                "bomb-called-sealed", "CMS_MALFORMED", "the same, called authEnveloped-data", VectorMaker.mail(bomb));
    }
}
