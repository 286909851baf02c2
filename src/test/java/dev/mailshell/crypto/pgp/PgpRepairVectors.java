package dev.mailshell.crypto.pgp;

import static dev.mailshell.crypto.pgp.PgpRecipe.ascii;
import static dev.mailshell.crypto.pgp.PgpRecipe.join;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What mail servers make of PGP/MIME on its way, and what looks like that and is not. */
final class PgpRepairVectors {

    private static final String HEAD =
            "From: alice@mail.test\r\nTo: web1@mail.test\r\nSubject: Mail Shell\r\nMIME-Version: 1.0\r\n";
    private static final byte[] EMPTY = ascii("Content-Type: text/plain; charset=us-ascii\r\n\r\n");
    private static final byte[] FOOTER = ascii("Content-Type: text/plain\r\n\r\nThis mail is confidential.\r\n");
    private static final byte[] CONTROL = ascii(
            "Content-Type: application/pgp-encrypted;"
                    + " name=\"PGPMIME Versions Identification\"\r\nContent-Disposition: attachment;"
                    + " filename=\"PGPMIME Versions Identification\"\r\nContent-Transfer-Encoding: base64\r\n\r\nVmVyc2lvbjogMQ0K\r\n");
    private static final String PROTOCOL = "protocol=\"application/pgp-encrypted\"";

    private final PgpVectorMaker maker;

    PgpRepairVectors(PgpVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        byte[] armor = maker.armored(maker.signed());
        repaired("exchange", "taken apart by Exchange", mixed(EMPTY, CONTROL, file("encrypted.asc", armor)));
        repaired(
                "exchange-base64",
                "taken apart by Exchange, in base64",
                mixed(EMPTY, CONTROL, encoded("encrypted.asc", armor)));
        repaired(
                "exchange-alternative",
                "taken apart, below an empty text that has HTML beside it",
                mixed(alternative(EMPTY), CONTROL, file("encrypted.asc", armor)));
        repaired(
                "exchange-footer",
                "taken apart, and a footer",
                mixed(EMPTY, CONTROL, file("encrypted.asc", armor), FOOTER));
        repaired("pgpexch", "one file below an empty text", mixed(EMPTY, encoded("PGPexch.htm.pgp", armor)));
        repaired("wrapped", "in a multipart/mixed with a footer", mixed(usual(armor), FOOTER));
        repaired("third-part", "with a footer as its third part", whole(usual(armor, FOOTER)));
        repaired("inline-footer", "inline armor with a footer", mixed(join(ascii("\r\n"), armor), FOOTER));
        repaired(
                "inline-html",
                "inline armor with a copy in HTML",
                whole(alternative(join(ascii("Content-Type: text/plain\r\n\r\n"), armor))));
        refused(armor);
    }

    private void refused(byte[] armor) throws Exception {
        near("two-files", "MAIL_MALFORMED", "good twice", mixed(CONTROL, file("a.asc", armor), file("b.asc", armor)));
        near(
                "quoted-in-footer",
                "MAIL_MALFORMED",
                "good, with a footer that holds it again",
                mixed(usual(armor), join(FOOTER, armor)));
        near(
                "third-part-sealed",
                "MAIL_MALFORMED",
                "good, its third part sealed too",
                whole(usual(armor, file("b.asc", armor))));
        near(
                "attached-mail",
                "NOT_ENCRYPTED",
                "good as an attached mail",
                mixed(FOOTER, join(ascii("Content-Type: message/rfc822\r\n\r\n"), whole(usual(armor)))));
        near(
                "unsigned",
                "NOT_SIGNED",
                "encrypted and not signed, with a footer that is a command",
                mixed(usual(maker.armored(maker.unsigned())), ascii("\r\n@web1\r\n\r\nuptime\r\n")));
        near(
                "signed-only",
                "NOT_ENCRYPTED",
                "signed, not encrypted, taken apart",
                mixed(EMPTY, CONTROL, file("encrypted.asc", PgpRecipe.armor("MESSAGE", maker.signed()))));
        near(
                "quoted",
                "NOT_ENCRYPTED",
                "inline armor, each line quoted",
                whole(ascii("\r\n" + text(armor).replaceAll("(?m)^", "> "))));
        near(
                "only-key",
                "NOT_ENCRYPTED",
                "an armored public key",
                mixed(
                        EMPTY,
                        CONTROL,
                        file("encrypted.asc", ascii(text(armor).replace("PGP MESSAGE", "PGP PUBLIC KEY BLOCK")))));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void repaired(String name, String recipe, byte[] mail) throws Exception {
        maker.write("repaired-" + name, "OK", "good, " + recipe, mail);
    }

    private void near(String name, String expect, String recipe, byte[] mail) throws Exception {
        maker.write("unrepaired-" + name, expect, recipe, mail);
    }

    private static byte[] file(String name, byte[] armor) {
        return join(fileHead(name, "7bit"), armor);
    }

    private static byte[] encoded(String name, byte[] armor) {
        return join(fileHead(name, "base64"), Base64.getMimeEncoder().encode(armor));
    }

    private static byte[] fileHead(String name, String encoding) {
        return ascii("Content-Type: application/octet-stream; name=\"" + name
                + "\"\r\nContent-Disposition: attachment; filename=\"" + name
                + "\"\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n");
    }

    private static byte[] usual(byte[] armor, byte[]... more) {
        byte[] control = ascii("Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n");
        byte[] sealed = join(ascii("Content-Type: application/octet-stream\r\n\r\n"), armor);
        return multipart("encrypted; " + PROTOCOL, "b", join(next("b", control), next("b", sealed), next("b", more)));
    }

    private static byte[] alternative(byte[] text) {
        byte[] html = join(ascii("Content-Type: text/html\r\n\r\n<pre>"), text, ascii("</pre>"));
        return multipart("alternative", "a", next("a", text, html));
    }

    private static byte[] mixed(byte[]... parts) {
        return whole(multipart("mixed", "m", next("m", parts)));
    }

    private static byte[] multipart(String type, String boundary, byte[] parts) {
        return join(
                ascii("Content-Type: multipart/" + type + "; boundary=" + boundary + "\r\n\r\n"),
                parts,
                ascii("--" + boundary + "--\r\n"));
    }

    private static byte[] next(String boundary, byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            all = join(all, ascii("--" + boundary + "\r\n"), part, ascii("\r\n"));
        }
        return all;
    }

    private static byte[] whole(byte[] entity) {
        return join(ascii(HEAD), entity);
    }
}
